import {
  closeSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CHROMIUM_ADVICE } from '../lib/chromium.mjs';
import { openLog } from '../lib/openLog.mjs';
import { rootPath, scriptPath } from '../lib/paths.mjs';
import { findFreePort } from '../lib/ports.mjs';
import { readSettings, settingsEnvironment } from '../lib/settings.mjs';
import { tail } from '../lib/tail.mjs';
import { TiedProcess } from '../lib/TiedProcess.mjs';
import { untilPortalReady } from '../lib/untilPortalReady.mjs';
import { UserError } from '../lib/UserError.mjs';

const READY_SECONDS = 180;

/** What the portal of the journeys has in its catalog: the demo's, and the services that journeys deploy for themselves. */
const CATALOGS = [
  rootPath('examples', 'catalog', '*.yaml'),
  rootPath('e2e-tests', 'catalog', '*.yaml'),
];

/**
 * A person's journeys in Chromium, through a portal and a demo cluster of their own.
 *
 * @type {import('./Step.mjs').Step}
 */
export const journeys = {
  name: 'journeys',
  title: 'Journeys in Chromium',
  run: context => runJourneys(context),
};

/**
 * @param {Pick<import('./Step.mjs').StepContext, 'folder' | 'env' | 'chromium'>} context
 * @param {string[]} [only] only the files whose paths match one of these
 * @returns {Promise<import('./Step.mjs').StepResult>}
 */
export async function runJourneys({ folder, env, chromium }, only = []) {
  if (!chromium) {
    return {
      passed: 0,
      failed: 0,
      missing: [`journeys in Chromium (${CHROMIUM_ADVICE})`],
    };
  }
  const state = mkdtempSync(join(tmpdir(), 'journeys-'));
  const settings = readSettings({
    PORTAL_PORT: String(await findFreePort()),
    PORTAL_STATE: join(state, 'portal'),
    DEMO_CLUSTER_PORT: String(await findFreePort()),
    DEMO_CLUSTER_STATE: join(state, 'demo-cluster'),
  });
  const ownEnv = {
    ...env,
    ...settingsEnvironment(settings),
    APP_CONFIG_catalog_locations: JSON.stringify(
      CATALOGS.map(target => ({ type: 'file', target })),
    ),
  };
  const log = join(folder, 'journeys-start.log');
  const demo = await startDemo({ url: settings.portalUrl, env: ownEnv, log });
  let isOver = false;
  demo.ended.then(() => {
    if (!isOver) {
      console.error(`${tail(log)}\nThe journeys have lost their portal.`);
    }
  });
  try {
    const report = join(folder, 'journeys.json');
    rmSync(report, { force: true });
    const { code } = await TiedProcess.start({
      name: 'the journeys',
      script: rootPath('node_modules/@playwright/test/cli.js'),
      args: ['test', '--reporter=list,json', ...only],
      cwd: rootPath('e2e-tests'),
      env: {
        ...ownEnv,
        CHROMIUM_PATH: chromium,
        PORTAL_URL: settings.portalUrl,
        DEMO_CLUSTER_KUBECONFIG: join(settings.clusterState, 'kubeconfig'),
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      },
    }).ended;
    return readPlaywrightReport({ report, code });
  } finally {
    isOver = true;
    await demo.end();
    rmSync(state, { recursive: true, force: true });
  }
}

/**
 * Starts what a newcomer starts.
 *
 * @param {{ url: string, env: NodeJS.ProcessEnv, log: string }} options
 */
async function startDemo({ url, env, log }) {
  const output = openLog(log);
  const demo = TiedProcess.start({
    name: 'npm start',
    script: scriptPath('start.mjs'),
    env,
    output,
    grace: 10_000,
  });
  closeSync(output);
  const state = await untilPortalReady({
    url,
    tied: demo,
    seconds: READY_SECONDS,
  });
  if (state !== 'ready') {
    await demo.end();
    throw new UserError(`${tail(log)}\nThe journeys have no portal.`);
  }
  return demo;
}

/**
 * @typedef {object} PlaywrightSuite
 * @property {PlaywrightSuite[]} [suites]
 * @property {{ title: string, tests: { status: string }[] }[]} [specs]
 */

/** @param {{ report: string, code: number }} options */
function readPlaywrightReport({ report, code }) {
  if (!existsSync(report)) {
    return { passed: 0, failed: 1 };
  }
  const { stats, suites } = JSON.parse(readFileSync(report, 'utf8'));
  return {
    passed: stats.expected,
    // One that only passed when tried again is not reliable
    failed: Math.max(stats.unexpected + stats.flaky, code === 0 ? 0 : 1),
    skipped: findSkipped({ suites }),
  };
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {string[]} titles
 */
function findSkipped({ suites = [], specs = [] }) {
  return [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === 'skipped'))
      .map(({ title }) => title),
    ...suites.flatMap(findSkipped),
  ];
}
