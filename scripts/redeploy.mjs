/**
 * `npm run redeploy -- <name> [--namespace <namespace>]`: restarts the rollout of a service of the running demo, as
 * `kubectl rollout restart` does, and waits until it is through.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { KubernetesClient } from './lib/KubernetesClient.mjs';
import { readSettings } from './lib/settings.mjs';
import { seconds, Stopwatch } from './lib/Stopwatch.mjs';
import { reportError, UserError } from './lib/UserError.mjs';

const KINDS = ['deployments', 'statefulsets'];
const ROLLOUT_SECONDS = 120;

/**
 * @param {{ client: KubernetesClient, name: string, namespace: string }} options
 * @returns {Promise<string>} the path of what was restarted
 * @throws {UserError} when there is no such service
 */
async function restart({ client, name, namespace }) {
  for (const kind of KINDS) {
    const path = `/apis/apps/v1/namespaces/${namespace}/${kind}/${name}`;
    const { status, body } = await client.request({
      method: 'PATCH',
      path,
      contentType: 'application/strategic-merge-patch+json',
      body: {
        spec: {
          template: {
            metadata: {
              annotations: {
                'kubectl.kubernetes.io/restartedAt': new Date().toISOString(),
              },
            },
          },
        },
      },
    });
    if (status === 200) {
      return path;
    }
    if (status !== 404) {
      throw new UserError(`The demo cluster refused: ${body.message}`);
    }
  }
  const names = await listNames({ client, namespace });
  throw new UserError(
    `There is no "${name}" in the namespace ${namespace}. There is: ${names.join(', ') || 'nothing'}.`,
  );
}

/** @param {{ client: KubernetesClient, namespace: string }} options */
async function listNames({ client, namespace }) {
  const lists = await Promise.all(
    KINDS.map(kind =>
      client.request({ path: `/apis/apps/v1/namespaces/${namespace}/${kind}` }),
    ),
  );
  return lists
    .flatMap(({ body }) => body.items ?? [])
    .map(({ metadata }) => metadata.name)
    .sort();
}

/**
 * Whether every replica is one of the newest template and serves.
 *
 * @param {import('./lib/KubernetesClient.mjs').Answer} workload
 */
function isRolledOut({ metadata, spec, status = {} }) {
  const replicas = spec?.replicas ?? 1;
  return (
    (status.observedGeneration ?? 0) >= (metadata?.generation ?? 0) &&
    status.replicas === replicas &&
    status.updatedReplicas === replicas &&
    status.availableReplicas === replicas
  );
}

/**
 * @param {{ client: KubernetesClient, path: string }} options
 * @throws {UserError} when it takes too long
 */
async function untilRolledOut({ client, path }) {
  const deadline = Date.now() + ROLLOUT_SECONDS * 1000;
  while (!isRolledOut((await client.request({ path })).body)) {
    if (Date.now() > deadline) {
      throw new UserError(
        `Redeployed, but not every replica serves after ${ROLLOUT_SECONDS} s.`,
      );
    }
    await sleep(300);
  }
}

try {
  const { values, positionals } = parseArgs({
    options: { namespace: { type: 'string', default: 'demo' } },
    allowPositionals: true,
  });
  const [name] = positionals;
  if (!name) {
    throw new UserError('Say which service: npm run redeploy -- guestbook');
  }
  const { clusterState } = readSettings();
  const client = KubernetesClient.fromKubeconfig(
    join(clusterState, 'kubeconfig'),
  );
  const stopwatch = Stopwatch.start();
  const path = await restart({ client, name, namespace: values.namespace });
  await untilRolledOut({ client, path });
  console.log(`Redeployed ${name} in ${seconds(stopwatch)}.`);
} catch (error) {
  process.exitCode = reportError(error);
}
