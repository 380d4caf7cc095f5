import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';

/** How to reach a cluster: its address, the authority that signed its certificate, and who we are. */
export interface Access {
  /** Base address without a trailing slash. */
  server: string;
  /** PEM. */
  authority: string;
  /** PEM; set when the user has a client certificate. */
  certificate?: string;
  /** PEM; set together with `certificate`. */
  key?: string;
  /** Bearer token; set when the user has one. */
  token?: string;
}

interface Kubeconfig {
  'current-context': string;
  contexts: Array<{ name: string; context: { cluster: string; user: string } }>;
  clusters: Array<{ name: string; cluster: Record<string, string> }>;
  users: Array<{ name: string; user: Record<string, string> }>;
}

function find<Item extends { name: string }>(
  items: Item[],
  name: string,
): Item {
  const item = items.find(candidate => candidate.name === name);
  if (!item) {
    throw new Error(`the kubeconfig has no entry named ${name}`);
  }
  return item;
}

/**
 * Reads the current context of a kubeconfig.
 *
 * @throws Error when the file cannot be read or names a context, cluster or user that it does not contain.
 * See https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/
 */
export function readKubeconfig(path: string): Access {
  const config = parse(readFileSync(path, 'utf8')) as Kubeconfig;
  const { context } = find(config.contexts, config['current-context']);
  const { cluster } = find(config.clusters, context.cluster);
  const { user } = find(config.users, context.user);

  /** PEM text of an entry that may be inline (base64) or a file beside the kubeconfig. */
  const pem = (
    entry: Record<string, string>,
    key: string,
  ): string | undefined => {
    if (entry[`${key}-data`]) {
      return Buffer.from(entry[`${key}-data`], 'base64').toString('utf8');
    }
    return entry[key]
      ? readFileSync(resolve(dirname(path), entry[key]), 'utf8')
      : undefined;
  };

  const authority = pem(cluster, 'certificate-authority');
  if (!authority) {
    throw new Error(`${path} names no certificate authority`);
  }
  return {
    server: cluster.server.replace(/\/$/, ''),
    authority,
    certificate: pem(user, 'client-certificate'),
    key: pem(user, 'client-key'),
    token: user.token,
  };
}
