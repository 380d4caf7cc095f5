import type {
  Finding,
  WorkloadAction,
} from 'backstage-plugin-persistence-common';
import { claimsOf, exclusiveMode } from '../assessment';
import { freeName } from './names';
import { notSupportedYet } from './notSupportedYet';
import type { PlannableKind, Situation } from './PlanDraft';
import { replicasNeedSharedClass } from './replicas';
import { RULES } from './rules';
import { accessModesOf } from './storageClasses';
import { strategyForOneNode } from './strategy';

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
  Record<PlannableKind, (situation: Situation) => Finding[]>
> = {
  attach: situation => {
    const { workload, view } = situation;
    const ofOneNode = [
      ...replicasNeedSharedClass({
        workload,
        view,
        claim: freeName(workload.name, () => false),
        accessMode: 'ReadWriteOnce',
      }),
      ...strategyForOneNode(workload, view).blockers,
    ];
    return ofOneNode.length > 0 && !canShare(situation) ? ofOneNode : [];
  },
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

/** Whether a volume can be chosen that many nodes may use at once. */
function canShare({ workload, view, policies, shelf }: Situation): boolean {
  const classes = policies.storageClasses ?? view.storageClasses();
  return (
    classes.some(({ name }) => {
      const storageClass = view.storageClass(name);
      return (
        storageClass &&
        accessModesOf(storageClass, policies).includes('ReadWriteMany')
      );
    }) ||
    shelf.some(
      claim =>
        claim.namespace === workload.namespace &&
        exclusiveMode(claim, view) === undefined,
    )
  );
}

function offer(intent: PlannableKind, situation: Situation): WorkloadAction {
  const [reason] = [
    ...RULES[intent].flatMap(rule => rule(situation)),
    ...(REFUSALS[intent]?.(situation) ?? []),
  ];
  return reason
    ? { intent, allowed: false, reason }
    : { intent, allowed: true };
}
