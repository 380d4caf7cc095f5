import { Build } from './Build.mjs';
import { DemoCluster } from './DemoCluster.mjs';
import { findNodePorts } from './ports.mjs';
import { logFile } from './settings.mjs';
import { seconds, Stopwatch } from './Stopwatch.mjs';

/**
 * @typedef {import('./settings.mjs').Settings} Settings
 * @typedef {import('./ports.mjs').NeededPort} NeededPort
 */

/**
 * Builds the demo cluster where that is due and starts it with the services of the demo.
 *
 * @param {object} options
 * @param {Settings} options.settings
 * @param {boolean} options.fresh whether to throw its state away first
 * @returns {Promise<DemoCluster>}
 */
export async function startDemoCluster({ settings, fresh }) {
  const { env } = process;
  const build = Build.demoCluster();
  await build.ensure({ env, log: logFile(settings, 'build-demo-cluster') });
  const stopwatch = Stopwatch.start();
  const cluster = await DemoCluster.start({
    program: build.output,
    state: settings.clusterState,
    port: settings.clusterPort,
    fresh,
    manifests: settings.manifests,
    env,
    log: logFile(settings, 'demo-cluster'),
  });
  console.log(`Demo cluster ready in ${seconds(stopwatch)}`);
  return cluster;
}

/**
 * @param {Settings} settings
 * @returns {NeededPort[]}
 */
export function demoClusterPorts({ clusterPort, manifests }) {
  return [
    {
      port: clusterPort,
      purpose: 'the demo cluster',
      remedy: 'stop what uses it, or set DEMO_CLUSTER_PORT',
    },
    ...findNodePorts(manifests).map(port => ({
      port,
      purpose: 'a service of the demo',
      remedy: `stop what uses it, or change that nodePort in ${manifests} and start with --fresh`,
    })),
  ];
}
