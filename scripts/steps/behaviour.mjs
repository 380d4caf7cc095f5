import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Build } from '../lib/Build.mjs';
import { DemoCluster } from '../lib/DemoCluster.mjs';
import { root, rootPath } from '../lib/paths.mjs';
import { findFreePort } from '../lib/ports.mjs';
import { TiedProcess } from '../lib/TiedProcess.mjs';
import { readJestReport } from './jest.mjs';

/**
 * The behaviour suite on a demo cluster of its own.
 *
 * @type {import('./Step.mjs').Step}
 */
export const behaviour = {
  name: 'behaviour',
  title: 'Behaviour of the demo cluster',
  run: context => runOnDemoCluster(context),
};

/**
 * @param {Pick<import('./Step.mjs').StepContext, 'folder' | 'env'>} context
 * @param {string[]} [only] see runBehaviour
 */
export async function runOnDemoCluster({ folder, env }, only) {
  const build = Build.demoCluster();
  await build.ensure({ env, log: join(folder, 'build-demo-cluster.log') });
  const state = mkdtempSync(join(tmpdir(), 'demo-cluster-'));
  const cluster = await DemoCluster.start({
    program: build.output,
    state,
    port: await findFreePort(),
    env,
    log: join(folder, 'demo-cluster.log'),
  });
  try {
    return await runBehaviour({
      kubeconfig: join(state, 'kubeconfig'),
      cluster: 'demo',
      report: join(folder, 'behaviour-demo.json'),
      env,
      only,
    });
  } finally {
    await cluster.stop();
    rmSync(state, { recursive: true, force: true });
  }
}

/**
 * Runs the behaviour suite on a cluster.
 *
 * @param {object} options
 * @param {string} options.kubeconfig
 * @param {'demo' | 'real'} options.cluster which kind it is
 * @param {string} options.report the file for jest's report
 * @param {NodeJS.ProcessEnv} options.env
 * @param {string[]} [options.only] only the files whose paths match one of these
 */
export async function runBehaviour({
  kubeconfig,
  cluster,
  report,
  env,
  only = [],
}) {
  rmSync(report, { force: true });
  await TiedProcess.start({
    name: 'the behaviour suite',
    script: rootPath('node_modules/jest/bin/jest.js'),
    args: [
      ...['--config', 'packages/demo-cluster/behaviour/jest.config.js'],
      ...['--ci', '--json', `--outputFile=${report}`],
      ...only,
    ],
    cwd: root,
    env: {
      ...env,
      BEHAVIOUR_KUBECONFIG: kubeconfig,
      BEHAVIOUR_CLUSTER: cluster,
    },
  }).ended;
  const { tests, ...result } = readJestReport(report);
  return { ...result, notes: [`${tests.length} behaviours.`] };
}
