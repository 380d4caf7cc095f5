import type { Finding } from 'backstage-plugin-persistence-common';
import { claimDeleting } from './claimDeleting';
import { claimsDeletedWithReplicas } from './claimsDeletedWithReplicas';
import { claimsDeletedWithWorkload } from './claimsDeletedWithWorkload';
import { claimUnknown } from './claimUnknown';
import {
  claimFailed,
  claimLost,
  classUnknown,
  noDefaultClass,
  noFreeVolume,
} from './claimWithoutVolume';
import { classMismatch } from './classMismatch';
import type { Evidence, Finder } from './Finder';
import { growthFailed } from './growthFailed';
import { growthNeedsRestart } from './growthNeedsRestart';
import { jobFailed } from './jobFailed';
import { nodeFolderVolume } from './nodeFolderVolume';
import { nodePinned } from './nodePinned';
import { replicasNeedSharedClass } from './replicasNeedSharedClass';
import { revisionsDiffer } from './revisionsDiffer';
import { rolloutDeadlocked } from './rolloutDeadlocked';
import { rolloutStuck } from './rolloutStuck';
import { rolloutWillDeadlock } from './rolloutWillDeadlock';
import { scaledToZero } from './scaledToZero';
import { survivalUnknown } from './survivalUnknown';
import { volumeAlmostFull } from './volumeAlmostFull';
import { workloadPaused } from './workloadPaused';
import { workloadSuspended } from './workloadSuspended';

export type { Evidence, FoundClaim } from './Finder';

const FINDERS: readonly Finder[] = [
  survivalUnknown,
  rolloutDeadlocked,
  claimLost,
  claimUnknown,
  claimFailed,
  classUnknown,
  noDefaultClass,
  noFreeVolume,
  claimDeleting,
  replicasNeedSharedClass,
  rolloutWillDeadlock,
  claimsDeletedWithWorkload,
  claimsDeletedWithReplicas,
  rolloutStuck,
  jobFailed,
  classMismatch,
  volumeAlmostFull,
  growthFailed,
  growthNeedsRestart,
  nodePinned,
  nodeFolderVolume,
  revisionsDiffer,
  workloadPaused,
  workloadSuspended,
  scaledToZero,
];

const WEIGHTS = { danger: 0, warning: 1, info: 2 };

/** What a person must know of a workload, the most urgent first. */
export function findingsOf(evidence: Evidence): Finding[] {
  return FINDERS.flatMap(find => find(evidence)).sort(
    (one, other) => WEIGHTS[one.severity] - WEIGHTS[other.severity],
  );
}
