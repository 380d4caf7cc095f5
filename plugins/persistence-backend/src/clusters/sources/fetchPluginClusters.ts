import type {
  AuthService,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';

const DEADLINE_MS = 10_000;
const REMEDY =
  'Without it, list the clusters under persistence.clusters in the configuration.';

/** What the Kubernetes plugin tells about one of its clusters. */
export interface PluginCluster {
  name: string;
  authProvider?: string;
}

function isPluginCluster(value: unknown): value is PluginCluster {
  return (
    typeof value === 'object' &&
    value !== null &&
    'name' in value &&
    typeof value.name === 'string' &&
    (!('authProvider' in value) ||
      value.authProvider === undefined ||
      typeof value.authProvider === 'string')
  );
}

function itemsOf(body: unknown): PluginCluster[] | undefined {
  if (
    typeof body === 'object' &&
    body !== null &&
    'items' in body &&
    Array.isArray(body.items) &&
    body.items.every(isPluginCluster)
  ) {
    return body.items;
  }
  return undefined;
}

/**
 * Asks the Kubernetes plugin which clusters it has, as our plugin.
 *
 * @throws NotFoundError when that plugin is not there; NotAllowedError when it refuses us;
 * ServiceUnavailableError when it does not answer, or with something else
 */
export async function fetchPluginClusters(options: {
  auth: AuthService;
  discovery: DiscoveryService;
}): Promise<PluginCluster[]> {
  const { auth, discovery } = options;
  const url = `${await discovery.getBaseUrl('kubernetes')}/clusters`;
  const { token } = await auth.getPluginRequestToken({
    onBehalfOf: await auth.getOwnServiceCredentials(),
    targetPluginId: 'kubernetes',
  });
  let response: Response;
  try {
    response = await fetch(url, {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
  } catch (error) {
    throw new ServiceUnavailableError(
      `The Kubernetes plugin does not answer at ${url}. ${REMEDY}`,
      error,
    );
  }
  // What was not read would keep the connection.
  const text = await response.text().catch(() => '');
  if (response.status === 404) {
    throw new NotFoundError(
      `The Kubernetes plugin is not there: ${url} answers 404. Install @backstage/plugin-kubernetes-backend in this backend. ${REMEDY}`,
    );
  }
  if (response.status === 401 || response.status === 403) {
    throw new NotAllowedError(
      `The Kubernetes plugin refuses to tell its clusters (${response.status}): it has to accept tokens of the plugin persistence. ${REMEDY}`,
    );
  }
  if (!response.ok) {
    throw new ServiceUnavailableError(
      `The Kubernetes plugin does not tell its clusters: ${url} answers ${response.status}. ${REMEDY}`,
    );
  }
  const clusters = itemsOf(parse(text));
  if (!clusters) {
    throw new ServiceUnavailableError(
      `The Kubernetes plugin does not tell its clusters: ${url} answers something else. ${REMEDY}`,
    );
  }
  return clusters;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
