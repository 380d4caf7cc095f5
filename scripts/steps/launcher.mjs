import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, scriptPath } from '../lib/paths.mjs';
import { TiedProcess } from '../lib/TiedProcess.mjs';

/**
 * The tests of these scripts.
 *
 * @type {import('./Step.mjs').Step}
 */
export const launcher = {
  name: 'launcher',
  title: 'Tests of the scripts',
  async run({ folder, env }) {
    const report = join(folder, 'launcher.json');
    rmSync(report, { force: true });
    const { code } = await TiedProcess.start({
      name: 'the tests of the scripts',
      script: scriptPath('lib', 'runNodeTests.mjs'),
      args: [report, scriptPath('test')],
      cwd: root,
      env,
    }).ended;
    if (!existsSync(report)) {
      return { passed: 0, failed: 1 };
    }
    const result = JSON.parse(readFileSync(report, 'utf8'));
    return {
      ...result,
      failed: code === 0 ? result.failed : Math.max(result.failed, 1),
    };
  },
};
