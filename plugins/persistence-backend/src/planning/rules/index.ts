import { claimsDeleting } from './claimsDeleting';
import { clusterReadOnly } from './clusterReadOnly';
import { kindNotSupported } from './kindNotSupported';
import { nodeLost } from './nodeLost';
import { ownedByOperator } from './ownedByOperator';
import { ownershipAmbiguous } from './ownershipAmbiguous';
import { resourcesUnreadable } from './resourcesUnreadable';
import { revisionsDiffer } from './revisionsDiffer';
import { rolloutInProgress } from './rolloutInProgress';
import { rolloutStuck } from './rolloutStuck';
import type { Rule } from './Rule';
import { workloadPaused } from './workloadPaused';
import type { PlannableKind } from '../PlanDraft';

/** Whoever may change it, and whether it can be changed at all: what a person should hear first comes first. */
const ALWAYS: readonly Rule[] = [
  ownershipAmbiguous,
  clusterReadOnly,
  kindNotSupported,
  ownedByOperator,
  resourcesUnreadable,
  claimsDeleting,
  workloadPaused,
  revisionsDiffer,
  nodeLost,
];

/** Why a workload cannot be changed now, by what is asked for. A detach is also the way out of a rollout that does not end. */
export const RULES: {
  readonly [K in PlannableKind]: readonly Rule[];
} = {
  attach: [...ALWAYS, rolloutInProgress, rolloutStuck],
  detach: ALWAYS,
  redeploy: [...ALWAYS, rolloutInProgress, rolloutStuck],
};
