import type {
  Finding,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';
import { isOnClaim } from './isOnClaim';

/** The position of the switch, and why it cannot be moved. */
export interface KeepData {
  /** A claim is mounted that the service can write to: what the cluster has, not whether it works. */
  on: boolean;
  /** Workloads of this kind are shown and not changed. */
  supported: boolean;
  /** Whether it may be moved now. */
  allowed: boolean;
  reason?: Finding;
}

/** What the switch of a workload shows. */
export function keepDataOf({ mounts, actions }: WorkloadAssessment): KeepData {
  const on = mounts.some(mount => !mount.readOnly && isOnClaim(mount));
  const wanted = on ? 'detach' : 'attach';
  const action = actions.find(({ intent }) => intent === wanted);
  const offered = action ?? actions.find(({ intent }) => intent === 'attach');
  return {
    on,
    supported: offered !== undefined,
    allowed: action?.allowed ?? false,
    reason: offered?.reason,
  };
}
