import type { ObservedResource } from '../view';
import type { ReaderTarget } from './ResourceReader';

/** Where a resource is found. */
interface ResourceLocation {
  /** Empty for the core group. */
  group: string;
  version: string;
  metadataOnly?: boolean;
}

const LOCATIONS: { [R in ObservedResource]: ResourceLocation } = {
  persistentvolumeclaims: { group: '', version: 'v1' },
  deployments: { group: 'apps', version: 'v1' },
  statefulsets: { group: 'apps', version: 'v1' },
  daemonsets: { group: 'apps', version: 'v1' },
  cronjobs: { group: 'batch', version: 'v1' },
  jobs: { group: 'batch', version: 'v1' },
  // They only lead from pods to Deployments
  replicasets: { group: 'apps', version: 'v1', metadataOnly: true },
  pods: { group: '', version: 'v1' },
  persistentvolumes: { group: '', version: 'v1' },
  storageclasses: { group: 'storage.k8s.io', version: 'v1' },
  horizontalpodautoscalers: { group: 'autoscaling', version: 'v2' },
};

/** The Kubernetes plugin's proxy leaves a watch at the cluster until its time is up, so the time is short. */
const TIMEOUT_SECONDS = 240;

/** Events have no bookmarks, so that a quiet watch has to end before it looks dead. */
const EVENTS_TIMEOUT_SECONDS = 110;

/** The resources that are observed, in the order in which people should hear of them. */
export const OBSERVED_RESOURCES = Object.keys(LOCATIONS) as ObservedResource[];

/** How a resource is watched. */
export function targetOf(resource: ObservedResource): ReaderTarget {
  const { group, version, metadataOnly } = LOCATIONS[resource];
  const api = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  return {
    path: `${api}/${resource}`,
    timeoutSeconds: TIMEOUT_SECONDS,
    ...(metadataOnly && { metadataOnly }),
  };
}

/** How the events of a namespace are watched. */
export function eventsTargetOf(namespace: string): ReaderTarget {
  return {
    path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/events`,
    timeoutSeconds: EVENTS_TIMEOUT_SECONDS,
  };
}

/** As a rule of a ClusterRole names it, for example `deployments.apps`. */
export function qualifiedNameOf(resource: ObservedResource): string {
  const { group } = LOCATIONS[resource];
  return group === '' ? resource : `${resource}.${group}`;
}
