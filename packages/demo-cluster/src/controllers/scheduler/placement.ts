import type { Node, Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import type { Registry } from '../../registry/Registry';
import { nodes, pods, replicaSets } from '../../resources';
import { controllerOf } from '../owners';
import { isPodTerminal } from '../../model/podState';
import { matchesNodeAffinity } from './nodeAffinity';
import {
  isTakenByOtherPod,
  podVolumes,
  UnusableClaim,
  volumeConflicts,
  type PodVolumes,
} from './podVolumes';
import { shortages } from './requests';
import { isCordonedFor, isRepelled } from './taints';
import { unknownConstraints } from './unknownConstraints';

/** Where a pod can run, or why nowhere. */
export type Placement =
  { node: Stored<Node>; volumes: PodVolumes } | { message: string };

interface Refusal {
  reasons: string[];
  /** Whether the node would take the pod if others left it. */
  resolvable: boolean;
}

/**
 * Chooses a node for a pod: of those that satisfy all its constraints the one with the fewest pods of the same workload, then with the fewest
 * pods, then the first by name.
 *
 * @param assumed - nodes of pods that have none yet but will get that one, by the pods' uid. A pod keeps the node for which its volumes were
 *   made.
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/
 */
export function place(
  registry: Registry,
  pod: Stored<Pod>,
  assumed: ReadonlyMap<string, string>,
): Placement {
  const all = registry.list(nodes);
  const intro = `0/${all.length} nodes are available:`;
  const unknown = unknownConstraints(pod);
  if (unknown.length) {
    return {
      message: `${intro} the demo cluster's scheduler does not know ${unknown.join(
        ', ',
      )}.`,
    };
  }
  let volumes: PodVolumes;
  try {
    volumes = podVolumes(registry, pod);
  } catch (error) {
    if (error instanceof UnusableClaim) {
      // The scheduler adds the words of its preemption, which found nothing to look at.
      return { message: `${intro} ${error.message}. not found` };
    }
    throw error;
  }
  const onNode = podsByNode(registry, pod, assumed);
  const refusals = all.map(node =>
    refusalOf(registry, { pod, node, volumes, onNode }),
  );
  const fitting = all.filter((_, index) => !refusals[index].reasons.length);
  if (!fitting.length) {
    return { message: `${intro}${explain(refusals)}` };
  }
  const kept = fitting.find(
    ({ metadata }) => metadata.name === assumed.get(pod.metadata.uid),
  );
  if (kept) {
    return { node: kept, volumes };
  }
  const workload = workloadOf(registry, pod);
  const load = (node: Stored<Node>) => {
    const there = onNode.get(node.metadata.name) ?? [];
    const siblings = there.filter(
      other => workload && workloadOf(registry, other) === workload,
    );
    return { siblings: siblings.length, pods: there.length };
  };
  const [node] = fitting
    .map(candidate => ({ candidate, ...load(candidate) }))
    .sort(
      (one, other) => one.siblings - other.siblings || one.pods - other.pods,
    )
    .map(({ candidate }) => candidate);
  return { node, volumes };
}

/** The pods on each node, without those that ended and the one that is to be placed. */
function podsByNode(
  registry: Registry,
  pod: Stored<Pod>,
  assumed: ReadonlyMap<string, string>,
): Map<string, Stored<Pod>[]> {
  const byNode = new Map<string, Stored<Pod>[]>();
  for (const other of registry.list(pods)) {
    const { uid } = other.metadata;
    const node = other.spec?.nodeName ?? assumed.get(uid);
    if (node && uid !== pod.metadata.uid && !isPodTerminal(other)) {
      byNode.set(node, [...(byNode.get(node) ?? []), other]);
    }
  }
  return byNode;
}

/** The uid of what a person made, so that pods of different rollouts of one Deployment count as equal. */
function workloadOf(registry: Registry, pod: Stored<Pod>): string | undefined {
  const owner = controllerOf(pod);
  const replicaSet =
    owner?.kind === 'ReplicaSet'
      ? registry.find(replicaSets, pod.metadata.namespace, owner.name)
      : undefined;
  return (replicaSet && controllerOf(replicaSet)?.uid) ?? owner?.uid;
}

function refusalOf(
  registry: Registry,
  options: {
    pod: Stored<Pod>;
    node: Stored<Node>;
    volumes: PodVolumes;
    onNode: ReadonlyMap<string, Stored<Pod>[]>;
  },
): Refusal {
  const { pod, node, volumes, onNode } = options;
  const final = (reason: string) => ({ reasons: [reason], resolvable: false });
  if (isCordonedFor(pod, node)) {
    return final('node(s) were unschedulable');
  }
  if (isRepelled(pod, node)) {
    return final('node(s) had untolerated taint(s)');
  }
  if (!matchesNodeAffinity(pod, node)) {
    return final("node(s) didn't match Pod's node affinity/selector");
  }
  const others = onNode.get(node.metadata.name) ?? [];
  const short = shortages(pod, node, others);
  if (short.length) {
    const alone = shortages(pod, node, []);
    return { reasons: short, resolvable: alone.length === 0 };
  }
  if (isTakenByOtherPod(registry, pod, volumes)) {
    return {
      reasons: [
        'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod',
      ],
      resolvable: true,
    };
  }
  return {
    reasons: volumeConflicts(registry, volumes, node),
    resolvable: false,
  };
}

/** Counts equal reasons, as the scheduler does, and adds what it says about preemption. */
function explain(refusals: readonly Refusal[]): string {
  const counted = (reasons: readonly string[]) => {
    const counts = new Map<string, number>();
    for (const reason of reasons) {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    }
    return Array.from(counts, ([reason, count]) => `${count} ${reason}`)
      .sort()
      .join(', ');
  };
  if (!refusals.length) {
    return ' no nodes available to schedule pods.';
  }
  const preemption = refusals.map(({ resolvable }) =>
    resolvable
      ? 'No preemption victims found for incoming pod'
      : 'Preemption is not helpful for scheduling',
  );
  return (
    ` ${counted(refusals.flatMap(({ reasons }) => reasons))}.` +
    ` no new claims to deallocate, preemption: 0/${refusals.length} nodes are available:` +
    ` ${counted(preemption)}.`
  );
}
