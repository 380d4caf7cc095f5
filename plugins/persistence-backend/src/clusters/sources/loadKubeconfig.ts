import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { KubeConfig } from '@kubernetes/client-node';
import { invalidConfig, type ClusterOptions } from './readClusterOptions';

function list(names: string[]): string {
  return names.length > 0 ? names.map(name => `'${name}'`).join(', ') : 'none';
}

/** The words of an error, without what a parser quotes of the file: it may be a secret. */
function reasonOf(error: unknown): string {
  const { reason, code, message } = error as {
    reason?: string;
    code?: string;
    message?: string;
  };
  return reason ?? code ?? message?.split('\n')[0] ?? 'unknown error';
}

function loadInCluster(key: string, root: string): KubeConfig {
  if (!process.env.KUBERNETES_SERVICE_HOST) {
    throw invalidConfig(
      `${key}.inCluster`,
      'this process does not run in a cluster (KUBERNETES_SERVICE_HOST is not set): use kubeconfig or context',
    );
  }
  const config = new KubeConfig();
  config.loadFromCluster(root);
  const missing = [
    config.getCurrentCluster()?.caFile,
    config.getCurrentUser()?.authProvider?.config?.tokenFile as string,
  ].find(file => file && !existsSync(file));
  if (missing) {
    throw invalidConfig(
      `${key}.inCluster`,
      `the file ${missing} is missing: the pod needs a service account whose token is mounted (automountServiceAccountToken)`,
    );
  }
  return config;
}

function loadFile(key: string, name: string): KubeConfig {
  const file = resolve(name);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw invalidConfig(
      `${key}.kubeconfig`,
      `the file ${file} cannot be read (${reasonOf(error)})`,
    );
  }
  const config = new KubeConfig();
  try {
    if (!text.trim()) {
      throw new Error('it is empty');
    }
    config.loadFromFile(file);
  } catch (error) {
    throw invalidConfig(
      `${key}.kubeconfig`,
      `the file ${file} is not a kubeconfig: ${reasonOf(error)}`,
    );
  }
  return config;
}

function loadDefault(key: string): KubeConfig {
  const home = join(process.env.HOME ?? homedir(), '.kube', 'config');
  if (!process.env.KUBECONFIG && !existsSync(home)) {
    throw invalidConfig(
      `${key}.context`,
      `there is no default kubeconfig: KUBECONFIG is not set, and there is no ${home}; add kubeconfig (a file)`,
    );
  }
  const config = new KubeConfig();
  try {
    config.loadFromDefault();
  } catch (error) {
    throw invalidConfig(
      `${key}.context`,
      `the default kubeconfig cannot be read (${reasonOf(error)}): it is what KUBECONFIG names, else ~/.kube/config`,
    );
  }
  return config;
}

function selectContext(config: KubeConfig, key: string, name?: string): void {
  const names = config.getContexts().map(context => context.name);
  const wanted = name ?? config.getCurrentContext();
  if (!wanted) {
    throw invalidConfig(
      key,
      `the kubeconfig has no current context: add context, one of ${list(names)}`,
    );
  }
  if (!names.includes(wanted)) {
    throw invalidConfig(
      `${key}.context`,
      `the kubeconfig has no context '${wanted}'; it has ${list(names)}`,
    );
  }
  config.setCurrentContext(wanted);
  const context = config.getContextObject(wanted);
  const problem =
    (!config.getCurrentCluster() && `cluster '${context?.cluster}'`) ||
    (!config.getCurrentUser() && `user '${context?.user}'`);
  if (problem) {
    throw invalidConfig(
      key,
      `the context '${wanted}' of the kubeconfig names the ${problem}, which the kubeconfig does not have`,
    );
  }
}

/**
 * Reads the kubeconfig of a configured cluster and selects its context.
 *
 * @param root - where the files of a service account are looked for; for tests
 * @throws InputError what is wrong with the configuration, and what to do
 */
export function loadKubeconfig(
  { key, reachedBy }: ClusterOptions,
  root: string = '',
): KubeConfig {
  if (reachedBy.kind === 'inCluster') {
    return loadInCluster(key, root);
  }
  const config = reachedBy.file
    ? loadFile(key, reachedBy.file)
    : loadDefault(key);
  selectContext(config, key, reachedBy.context);
  const cluster = config.getCurrentCluster();
  if (cluster?.server.startsWith('http:')) {
    // client-node wants this said before it allows what kubectl allows; there is no certificate to verify.
    config.clusters = config.clusters.map(other =>
      other.name === cluster.name ? { ...other, skipTLSVerify: true } : other,
    );
  }
  return config;
}
