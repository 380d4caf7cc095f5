import type { ChangeableWorkload } from '../../planning';
import type { ClusterRight } from '../StepHandler';

export { FIELD_MANAGER } from '../../planning';

/** What of an object is read before it is written. */
export interface LiveObject {
  metadata: {
    uid: string;
    resourceVersion: string;
    generation?: number;
    annotations?: Record<string, string>;
  };
}

const PLURALS = {
  Deployment: 'deployments',
  StatefulSet: 'statefulsets',
} as const;

/** Where a workload is. */
export function workloadPath(workload: ChangeableWorkload): string {
  const { kind, namespace, name } = workload;
  return `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/${PLURALS[kind]}/${encodeURIComponent(name)}`;
}

/** Where the claims of a namespace are. */
export function claimsPath(namespace: string): string {
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/persistentvolumeclaims`;
}

/** Where a claim is. */
export function claimPath(claim: { namespace: string; name: string }): string {
  return `${claimsPath(claim.namespace)}/${encodeURIComponent(claim.name)}`;
}

/** Where a pod is. */
export function podPath(pod: { namespace: string; name: string }): string {
  return `/api/v1/namespaces/${encodeURIComponent(pod.namespace)}/pods/${encodeURIComponent(pod.name)}`;
}

/** To read a workload and to change it. */
export function workloadRights(workload: ChangeableWorkload): ClusterRight[] {
  const { kind, namespace } = workload;
  const where = { group: 'apps', resource: PLURALS[kind], namespace };
  return [
    { verb: 'get', ...where },
    { verb: 'patch', ...where },
  ];
}

/** Rights to the claims of a namespace. */
export function claimRights(
  namespace: string,
  ...verbs: ClusterRight['verb'][]
): ClusterRight[] {
  return verbs.map(verb => ({
    verb,
    group: '',
    resource: 'persistentvolumeclaims',
    namespace,
  }));
}
