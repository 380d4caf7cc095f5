import type { Plan } from 'backstage-plugin-persistence-common';
import type { PlanState } from '../../data';
import { DialogFoot } from './DialogFoot';
import type { PlanBeginning } from './usePlanBeginning';
import type { PlanStatus } from './usePlanStatus';

/** The buttons of a dialog about a plan. */
export function PlanFoot({
  planning,
  status,
  beginning,
  confirm,
  onConfirm = beginning.begin,
  onClose,
}: {
  planning: PlanState;
  status: PlanStatus;
  beginning: PlanBeginning;
  /** The words of the button. */
  confirm: string;
  /** In place of beginning it. */
  onConfirm?: (plan: Plan) => void;
  onClose: () => void;
}) {
  const { plan } = planning;

  return (
    <DialogFoot
      notes={beginning.note}
      // The note says more
      status={beginning.note ? '' : status.words}
      confirm={confirm}
      disabled={!status.ready}
      busy={beginning.busy}
      onConfirm={() => plan && onConfirm(plan)}
      onClose={onClose}
    />
  );
}
