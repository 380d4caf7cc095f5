import { createFinding } from 'backstage-plugin-persistence-common';
import { ClusterError } from '../../clusters';
import type { Workload } from '../../observation/view';
import type { AwaitRolloutStep } from '../../planning';
import { StepFailure, type StepContext } from '../StepHandler';
import { podPath } from './objects';

/** What of a pod is looked at. */
interface LivePod {
  spec?: {
    volumes?: {
      name: string;
      persistentVolumeClaim?: { claimName: string };
    }[];
    containers?: LiveContainer[];
    initContainers?: LiveContainer[];
  };
}

interface LiveContainer {
  name: string;
  volumeMounts?: { name: string; mountPath: string; subPath?: string }[];
}

/**
 * Looks at every ready pod of a workload, as the cluster has it and not as it was observed: whether it has the mounts that it should, and
 * no others.
 *
 * @returns false where a pod has gone meanwhile, so that somebody should look again
 * @throws StepFailure for a pod that is not as it should be
 */
export async function checkPods(
  { present, absent, workload: { name } }: AwaitRolloutStep,
  workload: Workload,
  { cluster, view, signal }: StepContext,
): Promise<boolean> {
  const pods = view
    .podsOf(workload)
    .filter(({ ready, deleting }) => ready && !deleting);
  if (pods.length < workload.replicas) {
    return false;
  }
  for (const pod of pods) {
    const found = await cluster
      .request<LivePod>({ path: podPath(pod), signal })
      .catch(error => {
        if (error instanceof ClusterError && error.status === 404) {
          return undefined;
        }
        throw error;
      });
    if (!found) {
      return false;
    }
    const missing = present.find(({ claim, mounts }) =>
      mounts.some(mount => !hasMount(found, claim, mount)),
    );
    const surplus = absent.find(claim => volumesOf(found, claim).length > 0);
    if (missing || surplus !== undefined) {
      throw new StepFailure({
        finding: createFinding({
          code: missing ? 'MOUNT_MISSING' : 'MOUNT_STILL_THERE',
          severity: 'danger',
          params: {
            workload: name,
            pod: pod.name,
            claim: missing?.claim ?? surplus ?? '',
          },
        }),
        changedNothing: false,
      });
    }
  }
  return true;
}

function volumesOf({ spec }: LivePod, claim: string): string[] {
  return (spec?.volumes ?? [])
    .filter(
      ({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === claim,
    )
    .map(({ name }) => name);
}

function hasMount(
  pod: LivePod,
  claim: string,
  mount: AwaitRolloutStep['present'][number]['mounts'][number],
): boolean {
  const volumes = volumesOf(pod, claim);
  const containers = mount.init
    ? pod.spec?.initContainers
    : pod.spec?.containers;
  return (containers ?? []).some(
    ({ name, volumeMounts }) =>
      name === mount.container &&
      (volumeMounts ?? []).some(
        each =>
          volumes.includes(each.name) &&
          each.mountPath === mount.path &&
          (each.subPath ?? '') === (mount.subPath ?? ''),
      ),
  );
}
