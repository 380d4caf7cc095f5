import type {
  Finding,
  IntentKind,
  WorkloadAction,
} from 'backstage-plugin-persistence-common';
import { claimsOf } from '../assessment';
import { notSupportedYet } from './notSupportedYet';
import type { PlannableKind, Situation } from './PlanDraft';
import { mostReplicas, replicasNeedSharedClass } from './replicas';
import { RULES } from './rules';
import { accessModesOf } from './storageClasses';

/**
 * What may be done with a workload now, and why not: what no choice in a dialog could change. Workloads of kinds that are shown and not
 * changed get no offers.
 */
export function offerActions(situation: Situation): WorkloadAction[] {
  const { workload } = situation;
  if (workload.kind !== 'Deployment' && workload.kind !== 'StatefulSet') {
    return [];
  }
  const kinds: PlannableKind[] =
    claimsOf(workload).length > 0
      ? ['attach', 'detach', 'redeploy']
      : ['attach', 'redeploy'];
  return kinds.map(intent => offer(intent, situation));
}

const REFUSALS: Partial<
  Record<IntentKind, (situation: Situation) => Finding[]>
> = {
  /** Several pods need a class that can be shared, and there is none to choose. */
  attach: ({ workload, view, policies }) => {
    const classes = policies.storageClasses ?? view.storageClasses();
    const canShare = classes.some(({ name }) => {
      const storageClass = view.storageClass(name);
      return (
        storageClass &&
        accessModesOf(storageClass, policies).includes('ReadWriteMany')
      );
    });
    return canShare || mostReplicas(workload, view) < 2
      ? []
      : replicasNeedSharedClass({
          workload,
          view,
          claim: '',
          accessMode: 'ReadWriteOnce',
        });
  },
  /** The volumes that each replica has are for a later version. */
  detach: ({ workload }) =>
    workload.template.volumes.some(({ kind }) => kind === 'claim')
      ? []
      : [
          notSupportedYet(
            'per-replica',
            'taking away the volumes that each replica has',
          ),
        ],
};

function offer(intent: PlannableKind, situation: Situation): WorkloadAction {
  const [reason] = [
    ...RULES[intent].flatMap(rule => rule(situation)),
    ...(REFUSALS[intent]?.(situation) ?? []),
  ];
  return reason
    ? { intent, allowed: false, reason }
    : { intent, allowed: true };
}
