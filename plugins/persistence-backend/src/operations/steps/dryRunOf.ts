import {
  createFinding,
  type Finding,
} from 'backstage-plugin-persistence-common';
import type { Cluster, ClusterRequest } from '../../clusters';
import { findingOfRefusal, isRefusal } from '../refusal';
import type { DryRun } from '../StepHandler';
import { FIELD_MANAGER } from './objects';

/** How a namespace with a Pod Security Standard warns of pods that it would refuse. */
const POD_SECURITY = /would violate PodSecurity/;

/**
 * What the server says to a write: whether quotas, admission and its own checks let it through. Nothing is written.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#dry-run
 *
 * @throws ClusterError when the server does not answer
 */
export async function dryRunOf<T>(options: {
  cluster: Cluster;
  namespace: string;
  request: ClusterRequest;
  /** Sees the object as it would be. */
  result?: (object: T) => Pick<DryRun, 'diff'>;
}): Promise<DryRun> {
  const { cluster, namespace, request, result } = options;
  const blockers: Finding[] = [];
  const warnings: Finding[] = [];
  try {
    const object = await cluster.request<T>({
      ...request,
      query: {
        ...request.query,
        fieldManager: FIELD_MANAGER,
        fieldValidation: 'Strict',
        dryRun: 'All',
      },
      onWarning: words => {
        if (POD_SECURITY.test(words)) {
          blockers.push(
            createFinding({
              code: 'POD_SECURITY',
              severity: 'danger',
              params: { namespace, words },
            }),
          );
        } else {
          warnings.push(
            createFinding({
              code: 'CLUSTER_WARNS',
              severity: 'warning',
              params: { words },
            }),
          );
        }
      },
    });
    return { blockers, warnings, ...result?.(object) };
  } catch (error) {
    if (!isRefusal(error)) {
      throw error;
    }
    return { blockers: [findingOfRefusal(error, namespace)], warnings };
  }
}
