/**
 * `npm test`: every test of the project. It brings what it needs and says what it had to leave out.
 *
 * --only <name>[,<name>]...  only these steps: types, lint, format, api, unit, launcher, behaviour, journeys
 *
 * The last line is `N passed, N failed`. With CI=true what could not run counts as failed.
 */
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { findChromium, provideChromium } from './lib/chromium.mjs';
import {
  canIsolate,
  isIsolated,
  isolation,
  shouldIsolate,
} from './lib/isolation.mjs';
import { rootPath, scriptPath } from './lib/paths.mjs';
import { PostgresServer } from './lib/PostgresServer.mjs';
import { runScript } from './lib/runScript.mjs';
import { TestSummary } from './lib/TestSummary.mjs';
import { TiedProcess } from './lib/TiedProcess.mjs';
import { UserError } from './lib/UserError.mjs';
import { behaviour } from './steps/behaviour.mjs';
import { api, format, lint, types } from './steps/checks.mjs';
import { journeys } from './steps/journeys.mjs';
import { launcher } from './steps/launcher.mjs';
import { unit } from './steps/unit.mjs';

const STEPS = [types, lint, format, api, unit, launcher, behaviour, journeys];

/** @typedef {import('./steps/Step.mjs').Step} Step */

/**
 * @param {string | undefined} only
 * @returns {Step[]}
 * @throws {UserError} when there is no such step
 */
function selectSteps(only) {
  if (only === undefined) {
    return STEPS;
  }
  const names = only.split(',');
  const known = STEPS.map(({ name }) => name);
  const unknown = names.find(name => !known.includes(name));
  if (unknown !== undefined) {
    throw new UserError(
      `There is no step "${unknown}". The steps are: ${known.join(', ')}.`,
    );
  }
  return STEPS.filter(({ name }) => names.includes(name));
}

/** @param {Step[]} steps */
async function startPostgres(steps) {
  const isNeeded = steps.some(step => step === unit || step === behaviour);
  return isNeeded && PostgresServer.findPrograms()
    ? PostgresServer.start({ log: logPath('postgres.log') })
    : undefined;
}

/** @param {string} name */
function logPath(name) {
  return rootPath('.cache', 'test', name);
}

/**
 * @param {Step[]} steps
 * @returns {Promise<TestSummary>}
 */
async function runSteps(steps) {
  const summary = TestSummary.create({ strict: process.env.CI === 'true' });
  const folder = logPath('');
  mkdirSync(folder, { recursive: true });
  const postgres = await startPostgres(steps);
  const env = {
    ...process.env,
    ...postgres?.env,
    BACKSTAGE_TEST_DISABLE_DOCKER: '1',
  };
  const context = {
    folder,
    env,
    chromium: findChromium(),
    postgres: postgres !== undefined,
  };
  try {
    for (const step of steps) {
      await summary.add(step, () => step.run(context));
    }
  } finally {
    await postgres?.stop();
  }
  if (isIsolated()) {
    summary.note('All of it ran in a network namespace with loopback only.');
  } else if (shouldIsolate()) {
    await summary.add({ title: 'Network isolation' }, async () => ({
      passed: 0,
      failed: 0,
      missing: ['proof that no network is needed (unshare and ip are needed)'],
    }));
  } else {
    summary.note(
      'Whether it works without a network was not shown: that takes root on Linux.',
    );
  }
  return summary;
}

/**
 * Runs this same script once more, where nothing but loopback is.
 *
 * @returns {Promise<number>} the exit code
 */
async function runIsolated() {
  const { code } = await TiedProcess.start({
    name: 'npm test',
    script: scriptPath('test.mjs'),
    args: process.argv.slice(2),
    grace: 10_000,
    ...isolation(),
  }).ended;
  return code;
}

await runScript(async () => {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const steps = selectSteps(values.only);
  if (!isIsolated() && steps.includes(journeys)) {
    await provideChromium();
  }
  if (!isIsolated() && canIsolate()) {
    process.exitCode = await runIsolated();
  } else {
    const summary = await runSteps(steps);
    summary.conclude();
  }
});
