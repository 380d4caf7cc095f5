import { usePlan } from '../../../data';
import { useText } from '../../../translation';
import { DialogFoot } from '../DialogFoot';
import { DialogPart } from '../DialogPart';
import { DialogParts } from '../DialogParts';
import type { DialogProps } from '../DialogProps';
import { PlanPart } from '../PlanPart';
import { usePlanBeginning } from '../usePlanBeginning';
import { usePlanStatus } from '../usePlanStatus';
import { SurvivalList } from './SurvivalList';

/** What survives, what is done, and the buttons. */
export function RedeployForm({
  entityRef,
  workload: assessment,
  onClose,
  onStarted,
}: DialogProps) {
  const t = useText();
  const planning = usePlan({
    entityRef,
    workload: assessment.workload,
    intent: { kind: 'redeploy' },
  });
  const { plan } = planning;
  const status = usePlanStatus(planning);
  const beginning = usePlanBeginning({
    entityRef,
    planning,
    onStarted,
    onClose,
  });

  return (
    <>
      <DialogParts>
        <DialogPart title={t('dialogs.redeploy.what')}>
          <SurvivalList assessment={assessment} />
        </DialogPart>
        <PlanPart planning={planning} />
      </DialogParts>
      <DialogFoot
        notes={beginning.note}
        status={beginning.note ? '' : status.words}
        confirm={t('dialogs.redeploy.confirm')}
        disabled={!status.ready}
        busy={beginning.busy}
        onConfirm={() => plan && beginning.begin(plan)}
        onClose={onClose}
      />
    </>
  );
}
