import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { ClusterAccess } from '../../src/clusters/access/ClusterAccess';
import type { FaultyApiServer } from '../../src/clusters/testing';

/** How to reach a cluster, and as whom. */
export interface Access {
  /** Base address without a trailing slash. */
  server: string;
  /** The authority that signed the cluster's certificate, base64 of PEM; absent where the address is plain HTTP. */
  authority?: string;
  token?: string;
  /** A client certificate and its key, base64 of PEM. */
  certificate?: string;
  key?: string;
}

interface Kubeconfig {
  clusters: [{ cluster: Record<string, string> }];
  users: [{ user: Record<string, string> }];
}

/** Reads a kubeconfig with one cluster and one user whose certificates are inline. */
export function readAccess(path: string): Access {
  const config: Kubeconfig = parse(readFileSync(path, 'utf8'));
  const [{ cluster }] = config.clusters;
  const [{ user }] = config.users;
  return {
    server: cluster.server.replace(/\/$/, ''),
    authority: cluster['certificate-authority-data'],
    token: user.token,
    certificate: user['client-certificate-data'],
    key: user['client-key-data'],
  };
}

/** The text of a kubeconfig (JSON is YAML) with one context of the given name. */
export function toKubeconfig(name: string, access: Access): string {
  const { server, authority, token, certificate, key } = access;
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': name,
    contexts: [{ name, context: { cluster: name, user: name } }],
    clusters: [
      { name, cluster: { server, 'certificate-authority-data': authority } },
    ],
    users: [
      {
        name,
        user: {
          token,
          'client-certificate-data': certificate,
          'client-key-data': key,
        },
      },
    ],
  });
}

/** The same for what stands in front of a cluster. */
export function toClusterAccess(access: Access): ClusterAccess {
  const { server, authority = '', token } = access;
  return {
    server,
    headers: token ? { authorization: `Bearer ${token}` } : {},
    tls: { ca: Buffer.from(authority, 'base64') },
  };
}

/** By way of somebody who stands in front of a cluster, and who adds the token that counts. */
export function accessThrough({ url }: FaultyApiServer): Access {
  return { server: url, token: 'of nobody' };
}
