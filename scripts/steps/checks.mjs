import { closeSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openLog } from '../lib/openLog.mjs';
import { root, rootPath } from '../lib/paths.mjs';
import { TiedProcess } from '../lib/TiedProcess.mjs';
import { findWorkspaces } from '../lib/workspaces.mjs';

/**
 * @typedef {import('./Step.mjs').Step} Step
 * @typedef {{ script: string, args: string[] }} Check one tool, which counts as one check
 */

const TSC = 'node_modules/typescript/bin/tsc';

/** @type {Step} */
export const types = {
  name: 'types',
  title: 'Types',
  run: context =>
    runChecks('types', context, [
      { script: TSC, args: [] },
      { script: TSC, args: ['--project', 'scripts'] },
    ]),
};

/** @type {Step} */
export const lint = {
  name: 'lint',
  title: 'Lint',
  run: context =>
    runChecks('lint', context, [
      {
        script: 'node_modules/@backstage/cli/bin/backstage-cli',
        args: ['repo', 'lint', '--max-warnings', '0'],
      },
      {
        script: 'node_modules/eslint/bin/eslint.js',
        args: [
          'scripts',
          'benchmarks',
          '--ext',
          '.mjs,.cjs',
          '--max-warnings',
          '0',
        ],
      },
    ]),
};

/** @type {Step} */
export const format = {
  name: 'format',
  title: 'Format',
  run: context =>
    runChecks('format', context, [
      {
        script: 'node_modules/prettier/bin/prettier.cjs',
        args: ['--check', '--log-level', 'warn', '.'],
      },
    ]),
};

/**
 * The public API of each published package, against its committed report. It reads what the step `types` wrote.
 *
 * @type {Step}
 */
export const api = {
  name: 'api',
  title: 'API reports',
  async run(context) {
    const published = findWorkspaces().filter(each => each.published);
    if (published.length === 0) {
      return {
        passed: 0,
        failed: 0,
        notes: ['No package is published, so none has an API report.'],
      };
    }
    return runChecks('api', context, [
      {
        script: 'node_modules/@backstage/repo-tools/bin/backstage-repo-tools',
        args: [
          ...['api-reports', '--ci', '--validate-release-tags'],
          // As Backstage does: it is about how packages of this repository import each other, and names this machine's paths
          ...['--omit-messages', 'ae-wrong-input-file-type'],
          ...published.map(each => each.folder),
        ],
      },
    ]);
  },
};

/**
 * Runs tools that only say something when something is wrong.
 *
 * @param {string} name
 * @param {import('./Step.mjs').StepContext} context
 * @param {Check[]} checks
 */
async function runChecks(name, { folder, env }, checks) {
  const result = { passed: 0, failed: 0 };
  for (const { script, args } of checks) {
    const log = join(folder, `${name}.log`);
    const output = openLog(log);
    const { code } = await TiedProcess.start({
      name,
      script: rootPath(script),
      args,
      cwd: root,
      env,
      output,
    }).ended;
    closeSync(output);
    if (code === 0) {
      result.passed += 1;
    } else {
      result.failed += 1;
      console.log(readFileSync(log, 'utf8'));
    }
  }
  return result;
}
