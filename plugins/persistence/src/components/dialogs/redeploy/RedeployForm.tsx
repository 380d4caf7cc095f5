import { usePlan } from '../../../data';
import { useText } from '../../../translation';
import { DialogPart } from '../DialogPart';
import { DialogParts } from '../DialogParts';
import type { DialogProps } from '../DialogProps';
import { PlanFoot } from '../PlanFoot';
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
      <PlanFoot
        planning={planning}
        status={status}
        beginning={beginning}
        confirm={t('dialogs.redeploy.confirm')}
        onClose={onClose}
      />
    </>
  );
}
