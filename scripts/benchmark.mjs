/**
 * `npm run benchmark -- [<name>] [<argument>...]`: the benchmarks of benchmarks/, or only the one of that name with its own arguments.
 *
 * demo-cluster  what the demo cluster costs
 * operation     what it costs to keep data, beside kubectl on a real cluster
 * status        what it costs to look at a service
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Build } from './lib/Build.mjs';
import { rootPath } from './lib/paths.mjs';
import { runScript } from './lib/runScript.mjs';
import { TiedProcess } from './lib/TiedProcess.mjs';
import { UserError } from './lib/UserError.mjs';

/** @type {Record<string, string | undefined>} */
const BENCHMARKS = {
  'demo-cluster': 'demoCluster.mjs',
  operation: 'operation.mjs',
  status: 'status.mjs',
};

await runScript(async () => {
  const folder = rootPath('.cache', 'test');
  mkdirSync(folder, { recursive: true });
  await Build.demoCluster().ensure({
    env: process.env,
    log: join(folder, 'build-demo-cluster.log'),
  });
  const [name, ...args] = process.argv.slice(2);
  const names = name === undefined ? Object.keys(BENCHMARKS) : [name];
  for (const each of names) {
    const file = BENCHMARKS[each];
    if (file === undefined) {
      throw new UserError(
        `There is no benchmark "${each}". Try one of: ${Object.keys(BENCHMARKS).join(', ')}.`,
      );
    }
    const { code } = await TiedProcess.start({
      name: `the benchmark ${each}`,
      script: rootPath('benchmarks', file),
      args,
      env: process.env,
    }).ended;
    process.exitCode ||= code;
  }
});
