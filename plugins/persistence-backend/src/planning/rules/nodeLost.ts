import { createFinding } from 'backstage-plugin-persistence-common';
import type { Rule } from './Rule';

/** A kubelet that answers ends a pod in its grace period; this much later it counts as gone. */
const PATIENCE_MS = 30_000;

/**
 * A pod that should have ended and has not: its node does not answer, and until it does, no other pod gets its volume or its place. Who
 * knows that the node is off says so with the taint.
 * https://kubernetes.io/docs/concepts/cluster-administration/node-shutdown/#non-graceful-node-shutdown
 */
export const nodeLost: Rule = ({ workload, view, now }) => {
  const pod = view.podsOf(workload).find(
    // Without a node there is nothing that could be lost, nor end slowly
    ({ endsAt, node }) =>
      node !== undefined &&
      endsAt !== undefined &&
      now.getTime() - Date.parse(endsAt) > PATIENCE_MS,
  );
  return pod
    ? [
        createFinding({
          code: 'NODE_LOST',
          severity: 'danger',
          params: {
            workload: workload.name,
            pod: pod.name,
            node: pod.node ?? '',
          },
        }),
      ]
    : [];
};
