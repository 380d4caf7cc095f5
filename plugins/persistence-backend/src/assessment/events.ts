import type {
  Mount,
  Rollout,
  WorkloadEvent,
} from 'backstage-plugin-persistence-common';
import type { ClusterView, Workload } from '../observation/view';
import { plainWords } from './plainWords';
import { claimsOf } from './workloadClaims';

/** How many events are worth reading. */
const LIMIT = 20;

const SETTLED = new Set(['attached', 'detached']);

/**
 * What happened to a workload, its pods and its claims, newest first; nothing while everything is settled: old trouble that is over would
 * only frighten.
 */
export function eventsOf(options: {
  workload: Workload;
  view: ClusterView;
  mounts: Mount[];
  rollout: Rollout;
}): WorkloadEvent[] {
  const { workload, view, mounts, rollout } = options;
  const settled =
    rollout.state === 'complete' &&
    mounts.every(({ claim }) => !claim || SETTLED.has(claim.state));
  if (settled) {
    return [];
  }
  return [...subjects(workload, view)]
    .flatMap(uid => view.events(workload.namespace, uid))
    .sort(
      (one, other) =>
        other.lastAt.localeCompare(one.lastAt) ||
        one.name.localeCompare(other.name),
    )
    .slice(0, LIMIT)
    .map(event => ({
      at: event.lastAt,
      object: `${event.object.kind} ${event.object.name}`,
      count: event.count,
      message: plainWords(event),
    }));
}

/** The uids of the objects whose events tell of a workload. */
function subjects(workload: Workload, view: ClusterView): Set<string> {
  const uids = new Set([workload.uid]);
  for (const pod of view.podsOf(workload)) {
    uids.add(pod.uid);
    if (pod.controller) {
      uids.add(pod.controller.uid);
    }
  }
  for (const { name } of claimsOf(workload)) {
    const claim = view.claim(workload.namespace, name);
    if (claim) {
      uids.add(claim.uid);
    }
  }
  return uids;
}
