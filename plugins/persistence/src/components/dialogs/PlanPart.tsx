import { Text } from '@backstage/ui';
import type { Finding } from 'backstage-plugin-persistence-common';
import type { PlanState } from '../../data';
import { useText } from '../../translation';
import { BlockerList, PlanProblemNote, PlanView } from '../plan';
import { DialogPart } from './DialogPart';

/** What will happen, what to consider first, and what is in the way. */
export function PlanPart({
  planning,
  blockers = planning.plan?.blockers ?? [],
  missing,
}: {
  planning: PlanState;
  /** Those that do not stand at a field. */
  blockers?: Finding[];
  /** What has to be chosen before anything can be planned. */
  missing?: string;
}) {
  const t = useText();
  const { plan, isCurrent, problem, renew } = planning;
  const warnings = plan?.warnings ?? [];

  return (
    <DialogPart title={t('dialogs.plan.title')}>
      {problem && <PlanProblemNote problem={problem} onRetry={renew} />}
      {missing && (
        <Text as="p" variant="body-medium" color="secondary">
          {missing}
        </Text>
      )}
      {!missing && (plan || !problem) && (
        <PlanView plan={plan} isCurrent={isCurrent} />
      )}
      {warnings.length > 0 && (
        <BlockerList label={t('dialogs.plan.warnings')} findings={warnings} />
      )}
      {blockers.length > 0 && (
        <BlockerList label={t('dialogs.plan.blockers')} findings={blockers} />
      )}
    </DialogPart>
  );
}
