/**
 * `npm start`: builds what is missing, starts the demo cluster and the portal, and says what to try.
 *
 * --fresh  throws away the portal's database and the demo cluster's state first
 */
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Build } from './lib/Build.mjs';
import { DemoCluster } from './lib/DemoCluster.mjs';
import { onEndRequest } from './lib/onEndRequest.mjs';
import { rootPath } from './lib/paths.mjs';
import { Portal } from './lib/Portal.mjs';
import { findNodePorts, requireFreePorts } from './lib/ports.mjs';
import { logFile, readSettings, settingsEnvironment } from './lib/settings.mjs';
import { seconds, Stopwatch } from './lib/Stopwatch.mjs';
import { TiedProcess } from './lib/TiedProcess.mjs';
import { reportError } from './lib/UserError.mjs';
import { welcome } from './lib/welcome.mjs';

const manifests = rootPath('examples', 'manifests');

let endRequested = false;

/** @param {{ fresh: boolean }} options */
async function start({ fresh }) {
  const stopwatch = Stopwatch.start();
  const settings = readSettings();
  const env = { ...process.env, ...settingsEnvironment(settings) };
  await requireFreePorts(neededPorts(settings));
  if (fresh) {
    rmSync(settings.portalState, { recursive: true, force: true });
  }

  const startCluster = async () => {
    const build = Build.demoCluster();
    await build.ensure({ env, log: logFile(settings, 'build-demo-cluster') });
    const starting = Stopwatch.start();
    const cluster = await DemoCluster.start({
      program: build.output,
      state: settings.clusterState,
      port: settings.clusterPort,
      fresh,
      manifests,
      env: process.env,
      log: logFile(settings, 'demo-cluster'),
    });
    console.log(`Demo cluster ready in ${seconds(starting)}`);
    return cluster;
  };
  const startPortal = async () => {
    await Build.app().ensure({ env, log: logFile(settings, 'build-app') });
    // The portal's configuration reads the cluster's credentials when it starts
    await (hasCredentials(settings) && !fresh ? undefined : clusterStarted);
    const starting = Stopwatch.start();
    const portal = await Portal.start({
      url: settings.portalUrl,
      env,
      log: logFile(settings, 'portal'),
    });
    console.log(`Portal ready in ${seconds(starting)}`);
    return portal;
  };

  const clusterStarted = startCluster();
  const [cluster, portal] = await Promise.all([clusterStarted, startPortal()]);
  console.log(welcome({ settings, time: seconds(stopwatch) }));

  const ended = await Promise.race([
    cluster.ended.then(() => ({ what: 'demo cluster', log: 'demo-cluster' })),
    portal.ended.then(() => ({ what: 'portal', log: 'portal' })),
  ]);
  if (!endRequested) {
    console.error(
      `The ${ended.what} ended by itself; its output is in ${logFile(settings, ended.log)}.`,
    );
    process.exitCode = 1;
  }
}

/** @param {import('./lib/settings.mjs').Settings} settings */
function neededPorts({ portalPort, clusterPort }) {
  return [
    {
      port: portalPort,
      purpose: 'the portal',
      remedy: 'is it running already? Stop what uses it, or set PORTAL_PORT',
    },
    {
      port: clusterPort,
      purpose: 'the demo cluster',
      remedy: 'stop what uses it, or set DEMO_CLUSTER_PORT',
    },
    ...findNodePorts(manifests).map(port => ({
      port,
      purpose: 'a service of the demo',
      remedy:
        'stop what uses it, or change that nodePort in examples/manifests and start with --fresh',
    })),
  ];
}

/** @param {import('./lib/settings.mjs').Settings} settings */
function hasCredentials({ clusterState }) {
  return ['token', 'ca.crt'].every(file =>
    existsSync(join(clusterState, file)),
  );
}

onEndRequest(() => {
  endRequested = true;
  TiedProcess.endAll();
});

try {
  const { values } = parseArgs({
    options: { fresh: { type: 'boolean', default: false } },
  });
  await start({ fresh: values.fresh });
} catch (error) {
  // Whoever ended it knows why it stopped
  process.exitCode = endRequested ? 0 : reportError(error);
} finally {
  await TiedProcess.endAll();
}
