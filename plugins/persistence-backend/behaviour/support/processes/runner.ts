import { mockServices } from '@backstage/backend-test-utils';
import { knex } from 'knex';
import type { Cluster, ClusterRequest } from '../../../src/clusters';
import { KubeconfigSource } from '../../../src/clusters/sources/KubeconfigSource';
import { DefaultObservation } from '../../../src/observation';
import {
  clusterLookup,
  DatabaseOperationStore,
  OperationRunner,
  STEP_HANDLERS,
} from '../../../src/operations';
import { CLUSTER, type KillPoint, type RunnerOptions } from './options';

/** How often it looks for something to do: nobody tells it. */
const POLL_MS = 50;

/**
 * A process that carries operations out and does nothing else, and that ends or stops in the middle when it is told to. Its only argument is
 * JSON: {@link RunnerOptions}. It ends with the process that started it.
 *
 *     node --require @backstage/cli-node/config/nodeTransform.cjs runner.ts '{ … }'
 */
async function main(options: RunnerOptions): Promise<void> {
  const { database, kubeconfig, leaseMs, kill, freezeBefore } = options;
  const logger = mockServices.rootLogger({ level: 'warn' });
  const client = knex(database);
  const store = await DatabaseOperationStore.create({
    database: { getClient: async () => client },
  });
  if (kill) {
    dieAt(kill, store);
  }
  const observation = DefaultObservation.create({
    sources: [
      KubeconfigSource.create({
        clusters: [
          {
            key: 'behaviour',
            name: CLUSTER,
            reachedBy: { kind: 'kubeconfig', file: kubeconfig },
          },
        ],
      }),
    ],
    logger,
  });
  const lookup = clusterLookup(observation);
  const freeze = freezer(freezeBefore);
  const runner = OperationRunner.create({
    store,
    handlers: STEP_HANDLERS,
    cluster: name => {
      const operated = lookup(name);
      return operated && { ...operated, cluster: freeze(operated.cluster) };
    },
    changed: () => {},
    ended: async () => {},
    logger,
    leaseMs,
    pollMs: POLL_MS,
    retryMs: POLL_MS,
  });
  await observation.start();
  runner.start();
}

/** Ends the process when a step was run, before or after the store learns of it. Nothing of it can be caught. */
function dieAt(
  { after, step }: KillPoint,
  store: DatabaseOperationStore,
): void {
  const endStep = store.endStep.bind(store);
  store.endStep = async (lease, position, end) => {
    if (position === step && after === 'run') {
      process.kill(process.pid, 'SIGKILL');
    }
    await endStep(lease, position, end);
    if (position === step) {
      process.kill(process.pid, 'SIGKILL');
    }
  };
}

/** Stops the process before one of its writes to the cluster is sent, until somebody lets it go on. */
function freezer(before: number | undefined): (cluster: Cluster) => Cluster {
  let writes = 0;
  return cluster => ({
    name: cluster.name,
    readOnly: cluster.readOnly,
    resumesWatches: cluster.resumesWatches,
    async request<T>(request: ClusterRequest): Promise<T> {
      if ((request.method ?? 'GET') !== 'GET') {
        writes += 1;
        if (writes === before) {
          process.kill(process.pid, 'SIGSTOP');
        }
      }
      return cluster.request<T>(request);
    },
    watch: (path, watchOptions) => cluster.watch(path, watchOptions),
    exec: (target, execOptions) => cluster.exec(target, execOptions),
    close: () => cluster.close(),
  });
}

process.on('disconnect', () => process.exit());
main(JSON.parse(process.argv[2])).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
