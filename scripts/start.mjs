/**
 * `npm start`: builds what is missing, starts the demo cluster and the portal, and says what to try.
 *
 * --fresh  throws away the portal's database and the demo cluster's state first
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Build } from './lib/Build.mjs';
import { onEndRequest } from './lib/onEndRequest.mjs';
import { Portal } from './lib/Portal.mjs';
import { requireFreePorts } from './lib/ports.mjs';
import { removeDatabases } from './lib/removeDatabases.mjs';
import { logFile, readSettings, settingsEnvironment } from './lib/settings.mjs';
import { demoClusterPorts, startDemoCluster } from './lib/startDemoCluster.mjs';
import { seconds, Stopwatch } from './lib/Stopwatch.mjs';
import { TiedProcess } from './lib/TiedProcess.mjs';
import { tail } from './lib/tail.mjs';
import { reportError } from './lib/UserError.mjs';
import { welcome } from './lib/welcome.mjs';

/** @typedef {import('./lib/settings.mjs').Settings} Settings */

let endRequested = false;

/** @param {{ fresh: boolean }} options */
async function start({ fresh }) {
  const stopwatch = Stopwatch.start();
  const settings = readSettings();
  await requireFreePorts([
    {
      port: settings.portalPort,
      purpose: 'the portal',
      remedy: 'is it running already? Stop what uses it, or set PORTAL_PORT',
    },
    ...demoClusterPorts(settings),
  ]);
  if (fresh) {
    removeDatabases(settings.portalState);
  }
  const credentialsExist = !fresh && hasCredentials(settings);
  const clusterStarted = startDemoCluster({ settings, fresh });
  const [cluster, portal] = await Promise.all([
    clusterStarted,
    startPortal({
      settings,
      // Its configuration reads the cluster's credentials when it starts
      when: credentialsExist ? undefined : clusterStarted,
    }),
  ]);
  console.log(welcome({ settings, time: seconds(stopwatch) }));
  await reportEnd({ settings, cluster, portal });
}

/**
 * Builds the pages where that is due and starts the portal.
 *
 * @param {{ settings: Settings, when: Promise<unknown> | undefined }} options `when`: what to wait for in between
 */
async function startPortal({ settings, when }) {
  const env = { ...process.env, ...settingsEnvironment(settings) };
  await Build.app().ensure({ env, log: logFile(settings, 'build-app') });
  await when;
  const stopwatch = Stopwatch.start();
  const portal = await Portal.start({
    url: settings.portalUrl,
    env,
    log: logFile(settings, 'portal'),
  });
  console.log(`Portal ready in ${seconds(stopwatch)}`);
  return portal;
}

/** @param {Settings} settings */
function hasCredentials({ clusterState }) {
  return ['token', 'ca.crt', 'kubeconfig'].every(file =>
    existsSync(join(clusterState, file)),
  );
}

/**
 * Waits until one part ends, and says so when nobody asked for it.
 *
 * @param {object} options
 * @param {Settings} options.settings
 * @param {{ ended: Promise<unknown> }} options.cluster
 * @param {{ ended: Promise<unknown> }} options.portal
 */
async function reportEnd({ settings, cluster, portal }) {
  const ended = await Promise.race([
    cluster.ended.then(() => ({ title: 'demo cluster', log: 'demo-cluster' })),
    portal.ended.then(() => ({ title: 'portal', log: 'portal' })),
  ]);
  if (!endRequested) {
    const log = logFile(settings, ended.log);
    console.error(
      `The ${ended.title} ended by itself; its output is in ${log}. The end of it:\n${tail(log)}`,
    );
    process.exitCode = 1;
  }
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
