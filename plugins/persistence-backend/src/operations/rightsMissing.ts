import {
  createFinding,
  type Finding,
} from 'backstage-plugin-persistence-common';
import type { Cluster } from '../clusters';
import type { ClusterRight } from './StepHandler';

/** What we ask of the server, and what of its answer is read. */
interface AccessReview {
  status?: { allowed?: boolean };
}

/**
 * The rights that our service account lacks, each as a finding. The server is asked, because only it knows.
 * https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access
 *
 * @throws ClusterError when the server does not answer
 */
export async function rightsMissing(
  rights: readonly ClusterRight[],
  { cluster, signal }: { cluster: Cluster; signal: AbortSignal },
): Promise<Finding[]> {
  const wanted = new Map(rights.map(right => [JSON.stringify(right), right]));
  const findings = await Promise.all(
    [...wanted.values()].map(async right => {
      const { verb, group, resource, namespace } = right;
      const review = await cluster.request<AccessReview>({
        method: 'POST',
        path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: { resourceAttributes: { verb, group, resource, namespace } },
        },
        signal,
      });
      return review.status?.allowed === true
        ? []
        : [
            createFinding({
              code: 'FORBIDDEN_BY_CLUSTER',
              severity: 'danger',
              params: { cluster: cluster.name, verb, resource, namespace },
            }),
          ];
    }),
  );
  return findings.flat();
}
