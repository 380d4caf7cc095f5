/**
 * `npm run behaviour`: the behaviour suites (`cluster`: what a cluster does; `backend`: what the plugin's backend says of it), each on a
 * demo cluster that is started for it, or on a cluster of yours.
 *
 * --kubeconfig <file>  the cluster to use, as somebody who may do everything; the suites make and remove namespaces in it, and run the
 *                      services of examples/manifests
 * --audit-log <file>   the audit log of its API server: what the backend asks for is counted there too
 * --suite <name>       only this suite
 * --update             write the golden files of the backend's suite anew: what every cluster has to answer from now on
 * <pattern>...         only the files of the suites whose paths match one of them
 *
 * Some of it needs PostgreSQL: where it is installed a server is started for it, unless one is named as for `npm test`.
 *
 * The last line is `N passed, N failed`.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { rootPath } from './lib/paths.mjs';
import { PostgresServer } from './lib/PostgresServer.mjs';
import { runScript } from './lib/runScript.mjs';
import { TestSummary } from './lib/TestSummary.mjs';
import {
  behaviour,
  runOnDemoCluster,
  runOnRealCluster,
} from './steps/behaviour.mjs';

await runScript(async () => {
  const { values, positionals: only } = parseArgs({
    options: {
      kubeconfig: { type: 'string' },
      'audit-log': { type: 'string' },
      suite: { type: 'string' },
      update: { type: 'boolean' },
    },
    allowPositionals: true,
  });
  const { kubeconfig, 'audit-log': auditLog, suite, update } = values;
  const selection = { suite, only, update };
  const folder = rootPath('.cache', 'test');
  mkdirSync(folder, { recursive: true });
  const summary = TestSummary.create({ strict: process.env.CI === 'true' });
  const postgres = await startPostgres(folder);
  const env = { ...postgres?.env, ...process.env };
  try {
    if (kubeconfig === undefined) {
      await summary.add(behaviour, () =>
        runOnDemoCluster({ folder, env }, selection),
      );
    } else {
      await summary.add({ title: 'Behaviour on a real cluster' }, () =>
        runOnRealCluster({
          kubeconfig: resolve(kubeconfig),
          auditLog: auditLog && resolve(auditLog),
          folder,
          env,
          selection,
        }),
      );
    }
  } finally {
    await postgres?.stop();
  }
  summary.conclude();
});

/** @param {string} folder */
async function startPostgres(folder) {
  const isNamed =
    process.env.BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING;
  return !isNamed && PostgresServer.findPrograms()
    ? PostgresServer.start({ log: join(folder, 'postgres.log') })
    : undefined;
}
