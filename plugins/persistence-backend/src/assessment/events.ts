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

/** What is being deleted waits for people, and what they do is no event. */
const SETTLED = new Set(['attached', 'detached', 'deleting']);

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
    (rollout.state === 'complete' || rollout.state === 'paused') &&
    mounts.every(({ claim }) => !claim || SETTLED.has(claim.state));
  if (settled) {
    return [];
  }
  const events = [...subjects(workload, view)]
    .flatMap(uid => view.events(workload.namespace, uid))
    .sort(
      (one, other) =>
        Date.parse(other.lastAt) - Date.parse(one.lastAt) ||
        one.name.localeCompare(other.name),
    )
    .map(event => ({
      at: event.lastAt,
      object: `${event.object.kind} ${event.object.name}`,
      count: event.count,
      message: plainWords(event),
    }));
  return withoutRepetition(events).slice(0, LIMIT);
}

/** Kubernetes tells some things twice, with different reasons or as different events: the newest stays, and counts for all. */
function withoutRepetition(events: WorkloadEvent[]): WorkloadEvent[] {
  const told = new Map<string, WorkloadEvent>();
  for (const event of events) {
    const key = `${event.object}\n${event.message.text}`;
    const newest = told.get(key);
    told.set(
      key,
      newest ? { ...newest, count: newest.count + event.count } : event,
    );
  }
  return [...told.values()];
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
