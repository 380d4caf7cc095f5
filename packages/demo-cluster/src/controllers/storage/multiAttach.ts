import type { Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';

/**
 * What a pod is told whose volume is attached to another node, where it can be used on one only.
 *
 * @param holders - the pods that use the volume there
 */
export function multiAttachMessage(options: {
  volumeName: string;
  pod: Stored<Pod>;
  holders: readonly Stored<Pod>[];
}): string {
  const { volumeName, pod, holders } = options;
  const intro = `Multi-Attach error for volume "${volumeName}"`;
  if (!holders.length) {
    return `${intro} Volume is already exclusively attached to one node and can't be attached to another`;
  }
  const near = holders
    .filter(({ metadata }) => metadata.namespace === pod.metadata.namespace)
    .map(({ metadata }) => metadata.name);
  const far = holders.length - near.length;
  const elsewhere = `${far} pod(s) in different namespaces`;
  if (!near.length) {
    return `${intro} Volume is already used by ${elsewhere}`;
  }
  return `${intro} Volume is already used by pod(s) ${near.join(', ')}${
    far ? ` and ${elsewhere}` : ''
  }`;
}
