import type { StatefulSet } from 'kubernetes-types/apps/v1';
import type { PersistentVolumeClaim, Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import { controllerReference } from '../owners';

/** Which template a StatefulSet's pod was made from. */
export const REVISION_LABEL = 'controller-revision-hash';
const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name';
const POD_INDEX_LABEL = 'apps.kubernetes.io/pod-index';

/** A pod before it is created: named and labelled. */
export type PodDraft = Pod & {
  metadata: NonNullable<Pod['metadata']> & { name: string };
};

/** How many pods the set wants. */
export function wantedReplicas({ spec }: StatefulSet): number {
  return spec?.replicas ?? 1;
}

/** The number of the set's first pod. */
export function firstOrdinal({ spec }: StatefulSet): number {
  return spec?.ordinals?.start ?? 0;
}

/** The number at the end of a pod's name when the rest is the set's name, undefined otherwise. */
export function ordinalOf(
  set: StatefulSet,
  podName: string,
): number | undefined {
  const match = /^(.*)-(\d+)$/.exec(podName);
  return match?.[1] === set.metadata?.name ? Number(match?.[2]) : undefined;
}

/** Whether a pod of that number is wanted. */
export function isWanted(set: StatefulSet, ordinal: number): boolean {
  const first = firstOrdinal(set);
  return ordinal >= first && ordinal < first + wantedReplicas(set);
}

/** The claims of the pod with that number, by volume name. */
export function claimsFor(
  set: Stored<StatefulSet>,
  ordinal: number,
): Map<string, PersistentVolumeClaim> {
  const { name, namespace } = set.metadata;
  return new Map(
    (set.spec?.volumeClaimTemplates ?? []).map(template => {
      const volume = template.metadata?.name ?? '';
      return [
        volume,
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: {
            annotations: template.metadata?.annotations,
            name: `${volume}-${name}-${ordinal}`,
            namespace,
            labels: {
              ...template.metadata?.labels,
              ...set.spec?.selector?.matchLabels,
            },
          },
          spec: template.spec,
        },
      ];
    }),
  );
}

/**
 * The pod with that number.
 *
 * @param revision - the name of the ControllerRevision whose template the set has
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#pod-identity
 */
export function podFor(
  set: Stored<StatefulSet>,
  ordinal: number,
  revision: string,
): PodDraft {
  const { name: setName, namespace } = set.metadata;
  const template = structuredClone(set.spec?.template);
  const name = `${setName}-${ordinal}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      generateName: `${setName}-`,
      name,
      namespace,
      annotations: template?.metadata?.annotations,
      finalizers: template?.metadata?.finalizers,
      labels: {
        ...template?.metadata?.labels,
        ...identityLabels(name, ordinal),
        [REVISION_LABEL]: revision,
      },
      ownerReferences: [controllerReference(set)],
    },
    spec: template?.spec && {
      ...template.spec,
      hostname: name,
      subdomain: set.spec?.serviceName || undefined,
      volumes: volumesWithClaims(set, ordinal, template.spec.volumes),
    },
  };
}

/** The labels by which a pod of a set is found. */
export function identityLabels(
  name: string,
  ordinal: number,
): Record<string, string> {
  return { [POD_NAME_LABEL]: name, [POD_INDEX_LABEL]: String(ordinal) };
}

/** Whether the pod has its place in the set by its labels too. */
export function identityMatches(pod: Stored<Pod>): boolean {
  return pod.metadata.labels?.[POD_NAME_LABEL] === pod.metadata.name;
}

/** A pod's volumes, where those of claim templates win over others of the same name. */
export function volumesWithClaims(
  set: Stored<StatefulSet>,
  ordinal: number,
  volumes: NonNullable<Pod['spec']>['volumes'],
): NonNullable<Pod['spec']>['volumes'] {
  const claims = claimsFor(set, ordinal);
  const all = [
    ...Array.from(claims, ([name, claim]) => ({
      name,
      persistentVolumeClaim: { claimName: claim.metadata?.name ?? '' },
    })),
    ...(volumes ?? []).filter(({ name }) => !claims.has(name)),
  ];
  return all.length ? all : undefined;
}

/** Whether the pod mounts all claims that the set's templates ask for. */
export function storageMatches(
  set: Stored<StatefulSet>,
  ordinal: number,
  pod: Pod,
): boolean {
  return Array.from(claimsFor(set, ordinal)).every(([name, claim]) =>
    pod.spec?.volumes?.some(
      volume =>
        volume.name === name &&
        volume.persistentVolumeClaim?.claimName === claim.metadata?.name,
    ),
  );
}
