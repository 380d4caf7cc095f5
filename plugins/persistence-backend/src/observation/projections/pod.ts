import type {
  Container,
  ContainerStatus,
  Pod as KubernetesPod,
} from 'kubernetes-types/core/v1';
import type { Pod, PodContainer } from '../view';
import { controllerOf, identityOf, labelsOf } from './metadata';
import { isSidecar, podVolumesOf } from './podTemplate';
import { listOf, numberOf, oneOf, textOf, type Raw } from './Raw';
import { share, shareText } from './share';

/** A pod, as far as we keep it. */
export function projectPod(object: object): Pod | undefined {
  const { metadata, spec, status } = object as NonNullable<Raw<KubernetesPod>>;
  const identity = identityOf(metadata);
  if (!identity) {
    return undefined;
  }
  const node = textOf(spec?.nodeName);
  const endsAt = textOf(metadata?.deletionTimestamp);
  const unschedulable = unschedulableOf(status?.conditions);
  const controller = controllerOf(metadata);
  return Object.freeze({
    ...identity,
    labels: labelsOf(metadata?.labels),
    deleting: metadata?.deletionTimestamp !== undefined,
    ...(endsAt && { endsAt }),
    phase: oneOf(status?.phase ?? 'Pending', [
      'Unknown',
      'Pending',
      'Running',
      'Succeeded',
      'Failed',
    ]),
    ready: isTrue(status?.conditions, 'Ready'),
    ...(node && { node: shareText(node) }),
    ...(unschedulable && { unschedulable }),
    ...(controller && {
      controller: share({
        kind: controller.kind,
        name: controller.name,
        uid: controller.uid,
      }),
    }),
    volumes: podVolumesOf(spec?.volumes),
    containers: containersOf({ spec, status }),
  });
}

type Conditions = NonNullable<
  NonNullable<Raw<KubernetesPod>>['status']
>['conditions'];

function conditionOf(conditions: Conditions, type: string) {
  return listOf(conditions).find(condition => condition.type === type);
}

function isTrue(conditions: Conditions, type: string): boolean {
  return conditionOf(conditions, type)?.status === 'True';
}

function unschedulableOf(conditions: Conditions): string | undefined {
  const scheduled = conditionOf(conditions, 'PodScheduled');
  return scheduled?.status === 'False'
    ? (textOf(scheduled.message) ?? textOf(scheduled.reason))
    : undefined;
}

/** The containers of a pod, without those that ended before the others started, as they should. */
function containersOf({
  spec,
  status,
}: Pick<NonNullable<Raw<KubernetesPod>>, 'spec' | 'status'>): PodContainer[] {
  const statuses = new Map<unknown, Raw<ContainerStatus>>();
  for (const each of [
    ...listOf<ContainerStatus>(status?.initContainerStatuses),
    ...listOf<ContainerStatus>(status?.containerStatuses),
  ]) {
    statuses.set(each.name, each);
  }
  const containers: PodContainer[] = [];
  for (const container of listOf<Container>(spec?.initContainers)) {
    const known = statuses.get(container.name);
    if (isSidecar(container) || known?.state?.terminated?.exitCode !== 0) {
      containers.push(containerOf(container, known));
    }
  }
  for (const container of listOf<Container>(spec?.containers)) {
    containers.push(containerOf(container, statuses.get(container.name)));
  }
  return share(containers);
}

function containerOf(
  container: NonNullable<Raw<Container>>,
  status: Raw<ContainerStatus>,
): PodContainer {
  const { waiting, running, terminated } = status?.state ?? {};
  const why = waiting ?? terminated;
  const reason = textOf(why?.reason);
  const message = textOf(why?.message);
  let state: PodContainer['state'] = 'waiting';
  if (running) {
    state = 'running';
  } else if (terminated) {
    state = 'terminated';
  }
  return {
    name: textOf(container.name) ?? '',
    ready: status?.ready === true,
    state,
    ...(reason && { reason }),
    ...(message && { message }),
    restarts: numberOf(status?.restartCount) ?? 0,
  };
}
