import { on } from 'node:events';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { knex } from 'knex';
import {
  clusterLookup,
  DatabaseOperationStore,
  OperationRunner,
  STEP_HANDLERS,
} from '../../../src/operations';
import { observationOf } from './observationOf';
import { BEGIN, RESTS, type KillPoint, type RunnerOptions } from './options';

/** What the process that started it says, from the beginning on. */
const words = on(process, 'message');

/** How often it looks for something to do: nobody tells it. */
const POLL_MS = 50;

/** To standard error, where a test finds it when something goes wrong. */
const logger: LoggerService = {
  error: say,
  warn: say,
  info: say,
  debug: () => {},
  child: () => logger,
};

function say(message: string | Error, meta?: object): void {
  process.stderr.write(`${message} ${JSON.stringify(meta ?? {})}\n`);
}

/**
 * A process that carries operations out and does nothing else, and that ends in the middle when it is told to. Its only argument is
 * JSON: {@link RunnerOptions}. It begins and rests when the process that started it says so, and ends with it.
 *
 *     node --require @backstage/cli-node/config/nodeTransform.cjs runner.ts '{ … }'
 */
async function main(options: RunnerOptions): Promise<void> {
  const { database, kubeconfig, leaseMs, kill } = options;
  const client = knex(database);
  const store = await DatabaseOperationStore.create({
    database: { getClient: async () => client },
  });
  if (kill) {
    dieAt(kill, store);
  }
  const observation = observationOf({ kubeconfig, logger });
  const runner = OperationRunner.create({
    store,
    handlers: STEP_HANDLERS,
    cluster: clusterLookup(observation),
    changed: () => {},
    ended: async () => {},
    logger,
    leaseMs,
    pollMs: POLL_MS,
    retryMs: POLL_MS,
  });
  await observation.start();
  for await (const [word] of words) {
    if (word === BEGIN) {
      runner.start();
    } else {
      await runner.stop();
      process.stdout.write(`${RESTS}\n`);
    }
  }
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

process.on('disconnect', () => process.exit());
main(JSON.parse(process.argv[2])).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
