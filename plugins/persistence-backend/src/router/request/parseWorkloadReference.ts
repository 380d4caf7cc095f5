import { InputError } from '@backstage/errors';
import type { WorkloadRef } from 'backstage-plugin-persistence-common';
import { parseQuery } from './parseQuery';

const KINDS: readonly WorkloadRef['kind'][] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
];

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/ */
const LABEL = /^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/;
const SUBDOMAIN = /^(?=.{1,253}$)[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?$/;

/** Clusters have the names that somebody gave them in a configuration; no more than what belongs on one line. */
const CLUSTER = /^[^\p{C}\p{Zl}\p{Zp}]{1,253}$/u;

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
