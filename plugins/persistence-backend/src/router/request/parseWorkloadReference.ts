import { InputError } from '@backstage/errors';
import type { WorkloadRef } from 'backstage-plugin-persistence-common';
import { CLUSTER, LABEL, SUBDOMAIN } from './names';
import { parseQuery } from './parseQuery';

const KINDS: readonly WorkloadRef['kind'][] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
];

/**
 * Which workload a query names.
 *
 * @throws InputError when a parameter is missing, unknown, given twice, or no workload could have this name
 */
export function parseWorkloadReference(
  query: Record<string, unknown>,
): WorkloadRef {
  const parameters = parseQuery(query, [
    'cluster',
    'namespace',
    'workloadKind',
    'workload',
  ]);
  const kind = KINDS.find(each => each === parameters.workloadKind);
  if (kind === undefined) {
    throw new InputError(
      `The parameter 'workloadKind' is one of ${KINDS.map(each => `'${each}'`).join(', ')}`,
    );
  }
  return {
    cluster: check(parameters, 'cluster', CLUSTER),
    namespace: check(parameters, 'namespace', LABEL),
    kind,
    name: check(parameters, 'workload', SUBDOMAIN),
  };
}

function check<K extends string>(
  parameters: Record<K, string>,
  name: K,
  form: RegExp,
): string {
  if (!form.test(parameters[name])) {
    throw new InputError(
      `The parameter '${name}' is no name that Kubernetes allows`,
    );
  }
  return parameters[name];
}
