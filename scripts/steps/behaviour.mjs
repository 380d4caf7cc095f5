import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Build } from '../lib/Build.mjs';
import { DemoCluster } from '../lib/DemoCluster.mjs';
import { root, rootPath } from '../lib/paths.mjs';
import { findFreePort } from '../lib/ports.mjs';
import { TiedProcess } from '../lib/TiedProcess.mjs';
import { UserError } from '../lib/UserError.mjs';
import { readJestReport } from './jest.mjs';

/**
 * @typedef {object} Suite a behaviour suite, which says the same of every cluster
 * @property {string} name
 * @property {string} config the file of jest's configuration, relative to the repository
 * @property {boolean} [examples] whether a demo cluster begins with the services of the examples
 */

/** @type {Suite[]} */
const SUITES = [
  {
    name: 'cluster',
    config: 'packages/demo-cluster/behaviour/jest.config.js',
  },
  {
    name: 'backend',
    config: 'plugins/persistence-backend/behaviour/jest.config.js',
    examples: true,
  },
];

/**
 * The behaviour suites, each on a demo cluster of its own.
 *
 * @type {import('./Step.mjs').Step}
 */
export const behaviour = {
  name: 'behaviour',
  title: 'Behaviour on the demo cluster',
  run: context => runOnDemoCluster(context),
};

/**
 * @typedef {object} Selection what to run of the suites
 * @property {string} [suite] only the suite of this name
 * @property {string[]} [only] only the files whose paths match one of these
 * @property {boolean} [update] whether to write the golden files of the backend's suite anew
 */

/**
 * @param {Pick<import('./Step.mjs').StepContext, 'folder' | 'env'>} context
 * @param {Selection} [selection]
 */
export async function runOnDemoCluster({ folder, env }, selection) {
  const build = Build.demoCluster();
  await build.ensure({ env, log: join(folder, 'build-demo-cluster.log') });
  return runSuites(selection, async suite => {
    const state = mkdtempSync(join(tmpdir(), 'demo-cluster-'));
    const cluster = await DemoCluster.start({
      program: build.output,
      state,
      port: await findFreePort(),
      ...(suite.examples && { manifests: rootPath('examples', 'manifests') }),
      env,
      log: join(folder, `demo-cluster-${suite.name}.log`),
    });
    try {
      return await runSuite({
        suite,
        kubeconfig: join(state, 'kubeconfig'),
        cluster: 'demo',
        folder,
        env,
        selection,
      });
    } finally {
      await cluster.stop();
      rmSync(state, { recursive: true, force: true });
    }
  });
}

/**
 * @param {object} options
 * @param {string} options.kubeconfig of a real cluster
 * @param {string} [options.auditLog] the audit log of its API server
 * @param {string} options.folder for reports
 * @param {NodeJS.ProcessEnv} options.env
 * @param {Selection} [options.selection]
 */
export async function runOnRealCluster({ auditLog, ...options }) {
  const env = {
    ...options.env,
    ...(auditLog && { BEHAVIOUR_AUDIT_LOG: auditLog }),
  };
  return runSuites(options.selection, suite =>
    runSuite({ ...options, suite, cluster: 'real', env }),
  );
}

/**
 * @param {Selection | undefined} selection
 * @param {(suite: Suite) => Promise<import('./jest.mjs').JestResult>} run
 * @returns {Promise<import('./Step.mjs').StepResult>}
 */
async function runSuites({ suite: name } = {}, run) {
  const suites = SUITES.filter(
    suite => name === undefined || suite.name === name,
  );
  if (suites.length === 0) {
    const names = SUITES.map(suite => suite.name).join(', ');
    throw new UserError(`There is no suite "${name}". Try one of: ${names}.`);
  }
  let [passed, failed] = [0, 0];
  /** @type {string[]} */
  const skipped = [];
  /** @type {string[]} */
  const notes = [];
  for (const suite of suites) {
    const result = await run(suite);
    passed += result.passed;
    failed += result.failed;
    skipped.push(...(result.skipped ?? []));
    notes.push(`${result.tests.length} behaviours of the ${suite.name}.`);
  }
  return { passed, failed, skipped, notes };
}

/**
 * Runs a suite on a cluster.
 *
 * @param {object} options
 * @param {Suite} options.suite
 * @param {string} options.kubeconfig
 * @param {'demo' | 'real'} options.cluster which kind it is
 * @param {string} options.folder for the report
 * @param {NodeJS.ProcessEnv} options.env
 * @param {Selection} [options.selection]
 */
async function runSuite({
  suite,
  kubeconfig,
  cluster,
  folder,
  env,
  selection: { only = [], update = false } = {},
}) {
  const report = join(folder, `behaviour-${suite.name}-${cluster}.json`);
  rmSync(report, { force: true });
  await TiedProcess.start({
    name: 'the behaviour suite',
    script: rootPath('node_modules/jest/bin/jest.js'),
    args: [
      ...['--config', suite.config],
      ...['--ci', '--json', `--outputFile=${report}`],
      ...(only.length > 0 ? ['--passWithNoTests', ...only] : []),
    ],
    cwd: root,
    env: {
      ...env,
      BEHAVIOUR_KUBECONFIG: kubeconfig,
      BEHAVIOUR_CLUSTER: cluster,
      BEHAVIOUR_UPDATE: String(update),
    },
  }).ended;
  return readJestReport(report);
}
