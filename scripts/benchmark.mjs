/**
 * `npm run benchmark`: what the demo cluster costs; the arguments are those of benchmarks/demoCluster.mjs.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Build } from './lib/Build.mjs';
import { onEndRequest } from './lib/onEndRequest.mjs';
import { rootPath } from './lib/paths.mjs';
import { TiedProcess } from './lib/TiedProcess.mjs';
import { reportError } from './lib/UserError.mjs';

onEndRequest(() => TiedProcess.endAll());

try {
  const folder = rootPath('.cache', 'test');
  mkdirSync(folder, { recursive: true });
  await Build.demoCluster().ensure({
    env: process.env,
    log: join(folder, 'build-demo-cluster.log'),
  });
  const { code } = await TiedProcess.start({
    name: 'the benchmark',
    script: rootPath('benchmarks', 'demoCluster.mjs'),
    args: process.argv.slice(2),
    env: process.env,
  }).ended;
  process.exitCode = code;
} catch (error) {
  process.exitCode = reportError(error);
} finally {
  await TiedProcess.endAll();
}
