import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'persistence.clusters';
const KNOWN = ['name', 'kubeconfig', 'context', 'inCluster'];

/** One entry of `persistence.clusters`. */
export interface ClusterOptions {
  /** Where it is in the configuration, for messages. */
  key: string;
  name: string;
  reachedBy:
    | { kind: 'inCluster' }
    | {
        kind: 'kubeconfig';
        /** Default: what kubectl would use: `KUBECONFIG` or `~/.kube/config`. */
        file?: string;
        /** Default: the current context. */
        context?: string;
      };
}

/** The error for an entry of the configuration that cannot be used. */
export function invalidConfig(
  key: string,
  problem: string,
  cause?: unknown,
): InputError {
  return new InputError(`Invalid config at ${key}: ${problem}`, cause);
}

function readOptions(config: Config, key: string): ClusterOptions {
  const unknown = config.keys().find(name => !KNOWN.includes(name));
  if (unknown) {
    throw invalidConfig(
      key,
      `'${unknown}' is not known; known are ${KNOWN.join(', ')}`,
    );
  }
  const name = config.getOptionalString('name')?.trim();
  if (!name) {
    throw invalidConfig(
      key,
      'the cluster has no name: add name, which is how people see it',
    );
  }
  const file = config.getOptionalString('kubeconfig');
  const context = config.getOptionalString('context');
  if (config.getOptionalBoolean('inCluster')) {
    const other = file ? 'kubeconfig' : context && 'context';
    if (other) {
      throw invalidConfig(
        key,
        `cluster '${name}' has both inCluster and ${other}: remove one of them`,
      );
    }
    return { key, name, reachedBy: { kind: 'inCluster' } };
  }
  if (!file && !context) {
    throw invalidConfig(
      key,
      `nothing says how cluster '${name}' is reached: add kubeconfig (a file), context (of your default kubeconfig), or inCluster: true`,
    );
  }
  return { key, name, reachedBy: { kind: 'kubeconfig', file, context } };
}

/**
 * Reads `persistence.clusters`.
 *
 * @returns undefined when it is not configured
 * @throws InputError which entry is wrong, and what to do
 */
export function readClusterOptions(
  config: Config,
): ClusterOptions[] | undefined {
  const entries = config
    .getOptionalConfigArray(KEY)
    ?.map((entry, index) => readOptions(entry, `${KEY}[${index}]`));
  if (entries?.length === 0) {
    throw invalidConfig(
      KEY,
      "the list is empty: add a cluster, or remove the key to use the Kubernetes plugin's clusters",
    );
  }
  for (const [index, { key, name }] of entries?.entries() ?? []) {
    const first = entries?.findIndex(other => other.name === name);
    if (first !== index) {
      throw invalidConfig(
        key,
        `the name '${name}' is already taken by ${KEY}[${first}]: every cluster needs its own`,
      );
    }
  }
  return entries;
}
