import {
  createFinding,
  createMessage,
} from 'backstage-plugin-persistence-common';
import { ClusterError } from '../../clusters';
import type { Pod, Workload } from '../../observation/view';
import type { AwaitRolloutStep } from '../../planning';
import { StepFailure, type StepContext } from '../StepHandler';
import { podPath } from './objects';

/** What of a pod is looked at. */
interface LivePod {
  metadata: { deletionTimestamp?: string };
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

/** Whether all pods are as they should be, and if not, what somebody should wait for before looking again. */
export type PodCheck = { isDone: true } | { isDone: false; waitsFor?: string };

/** What is observed of the pods is behind what is observed of the workload. */
const LAGS: PodCheck = { isDone: false };

/**
 * Looks at every ready pod of a workload, as the cluster has it and not as it was observed: whether it has the mounts that it should, and
 * no others. Pods that are ending may still write: a claim that nothing should use is let go of only when they have ended.
 *
 * @throws StepFailure for a pod that is not as it should be
 */
export async function checkPods(
  step: AwaitRolloutStep,
  workload: Workload,
  context: StepContext,
): Promise<PodCheck> {
  const pods = context.view.podsOf(workload);
  const current = pods.filter(({ ready, deleting }) => ready && !deleting);
  if (current.length < workload.replicas) {
    return LAGS;
  }
  const ending = pods.filter(pod => pod.deleting && usesAny(pod, step.absent));
  if (ending.length > 0) {
    const { text } = createMessage('ROLLOUT_OLD_PODS_ENDING', {
      old: ending.length,
    });
    return { isDone: false, waitsFor: text };
  }
  for (const pod of current) {
    const found = await read(pod, context);
    if (!found || found.metadata.deletionTimestamp !== undefined) {
      return LAGS;
    }
    expectAsPlanned(found, pod, step);
  }
  return { isDone: true };
}

function usesAny({ volumes, phase }: Pod, claims: readonly string[]): boolean {
  return (
    phase !== 'Succeeded' &&
    phase !== 'Failed' &&
    volumes.some(
      volume => volume.kind === 'claim' && claims.includes(volume.claimName),
    )
  );
}

async function read(
  pod: Pod,
  { cluster, signal }: StepContext,
): Promise<LivePod | undefined> {
  try {
    return await cluster.request<LivePod>({ path: podPath(pod), signal });
  } catch (error) {
    if (error instanceof ClusterError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}

function expectAsPlanned(
  found: LivePod,
  { name }: Pod,
  { present, absent, workload }: AwaitRolloutStep,
): void {
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
          workload: workload.name,
          pod: name,
          claim: missing?.claim ?? surplus ?? '',
        },
      }),
      changedNothing: false,
    });
  }
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
