/**
 * `npm run behaviour`: the behaviour suite on a demo cluster that is started for it, or on a cluster of yours.
 *
 * --kubeconfig <file>  the cluster to use; the suite makes and removes namespaces in it
 * <pattern>...         only the files of the suite whose paths match one of them
 *
 * The last line is `N passed, N failed`.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { onEndRequest } from './lib/onEndRequest.mjs';
import { rootPath } from './lib/paths.mjs';
import { TestSummary } from './lib/TestSummary.mjs';
import { TiedProcess } from './lib/TiedProcess.mjs';
import { reportError } from './lib/UserError.mjs';
import {
  behaviour,
  runBehaviour,
  runOnDemoCluster,
} from './steps/behaviour.mjs';

onEndRequest(() => TiedProcess.endAll());

try {
  const { values, positionals: only } = parseArgs({
    options: { kubeconfig: { type: 'string' } },
    allowPositionals: true,
  });
  const { kubeconfig } = values;
  const folder = rootPath('.cache', 'test');
  mkdirSync(folder, { recursive: true });
  const summary = TestSummary.create({ strict: process.env.CI === 'true' });
  if (kubeconfig === undefined) {
    await summary.add(behaviour, () =>
      runOnDemoCluster({ folder, env: process.env }, only),
    );
  } else {
    await summary.add({ title: 'Behaviour of a real cluster' }, () =>
      runBehaviour({
        kubeconfig: resolve(kubeconfig),
        cluster: 'real',
        report: join(folder, 'behaviour-real.json'),
        env: process.env,
        only,
      }),
    );
  }
  console.log(summary.toString());
  process.exitCode = summary.failed === 0 ? 0 : 1;
} catch (error) {
  process.exitCode = reportError(error);
} finally {
  await TiedProcess.endAll();
}
