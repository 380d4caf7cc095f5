import type { Pod, PodSpec } from 'kubernetes-types/core/v1';
import { fieldErrors } from '../model/fieldErrors';
import { jsonEqual } from '../model/json';
import type { Resource } from '../model/Resource';
import { defaultPodSpec } from './podDefaults';
import { validatePodSpec } from './podValidation';

/** @see https://kubernetes.io/docs/concepts/workloads/pods/ */
export const pods: Resource<Pod> = {
  group: '',
  version: 'v1',
  kind: 'Pod',
  plural: 'pods',
  singular: 'pod',
  shortNames: ['po'],
  namespaced: true,
  status: true,
  generation: true,
  defaults({ spec }) {
    if (!spec) {
      return;
    }
    defaultPodSpec(spec);
    spec.enableServiceLinks ??= true;
    spec.serviceAccountName ??= 'default';
    spec.serviceAccount ??= spec.serviceAccountName;
    spec.preemptionPolicy ??= 'PreemptLowerPriority';
    spec.priority ??= 0;
    tolerateLostNodes(spec);
    requestWhatIsLimited(spec);
  },
  /** Being placed on a node is no change of the wish. */
  wished({ spec }) {
    return { ...spec, nodeName: undefined };
  },
  prepareForCreate(draft) {
    draft.status = { phase: 'Pending', qosClass: qosClass(draft) };
  },
  validate({ spec }) {
    return validatePodSpec(spec, 'spec');
  },
  validateUpdate(pod, old) {
    for (const list of ['containers', 'initContainers'] as const) {
      if (pod.spec?.[list]?.length !== old.spec?.[list]?.length) {
        return [
          fieldErrors.forbidden(
            `spec.${list}`,
            'pod updates may not add or remove containers',
          ),
        ];
      }
    }
    return jsonEqual(fixedPart(pod), fixedPart(old))
      ? []
      : [
          fieldErrors.forbidden(
            'spec',
            'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)',
          ),
        ];
  },
  fields({ spec, status }) {
    return {
      'spec.nodeName': spec?.nodeName ?? '',
      'spec.restartPolicy': spec?.restartPolicy ?? '',
      'spec.schedulerName': spec?.schedulerName ?? '',
      'spec.serviceAccountName': spec?.serviceAccountName ?? '',
      'status.phase': status?.phase ?? '',
      'status.podIP': status?.podIP ?? '',
    };
  },
};

/**
 * A container that only has limits asks for as much.
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
function requestWhatIsLimited(spec: PodSpec): void {
  for (const { resources } of [
    ...(spec.containers ?? []),
    ...(spec.initContainers ?? []),
  ]) {
    if (resources?.limits) {
      resources.requests = { ...resources.limits, ...resources.requests };
    }
  }
}

/**
 * A pod stays for five minutes on a node that is not heard of.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/#taint-based-evictions
 */
function tolerateLostNodes(spec: PodSpec): void {
  for (const key of [
    'node.kubernetes.io/not-ready',
    'node.kubernetes.io/unreachable',
  ]) {
    const tolerations = spec.tolerations ?? [];
    const tolerated = tolerations.some(
      toleration =>
        (toleration.key === key || !toleration.key) &&
        (toleration.effect === 'NoExecute' || !toleration.effect),
    );
    if (!tolerated) {
      spec.tolerations = [
        ...tolerations,
        {
          key,
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 300,
        },
      ];
    }
  }
}

/** Everything of the spec that an update may not touch; the scheduler's choice of a node is part of it once it is made. */
function fixedPart({ spec }: Pod) {
  const withoutImage = <C extends { image?: string }>(container: C) => ({
    ...container,
    image: undefined,
  });
  return {
    ...spec,
    nodeName: undefined,
    tolerations: undefined,
    activeDeadlineSeconds: undefined,
    containers: spec?.containers.map(withoutImage),
    initContainers: spec?.initContainers?.map(withoutImage),
  };
}

/** @see https://kubernetes.io/docs/concepts/workloads/pods/pod-qos/ */
function qosClass({ spec }: Pod): string {
  const resources = [
    ...(spec?.containers ?? []),
    ...(spec?.initContainers ?? []),
  ].map(container => container.resources ?? {});
  const unset = resources.every(
    ({ limits, requests }) =>
      Object.keys(limits ?? {}).length === 0 &&
      Object.keys(requests ?? {}).length === 0,
  );
  if (unset) {
    return 'BestEffort';
  }
  const guaranteed = resources.every(
    ({ limits, requests }) =>
      limits?.cpu &&
      limits.memory &&
      limits.cpu === requests?.cpu &&
      limits.memory === requests.memory,
  );
  return guaranteed ? 'Guaranteed' : 'Burstable';
}
