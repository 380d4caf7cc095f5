/**
 * `npm run dev`: the demo cluster, and the portal with hot reload of pages and backend.
 *
 * --fresh  throws away the demo cluster's state first
 */
import { parseArgs } from 'node:util';
import { onEndRequest } from './lib/onEndRequest.mjs';
import { root, rootPath } from './lib/paths.mjs';
import { requireFreePorts } from './lib/ports.mjs';
import { readSettings, settingsEnvironment } from './lib/settings.mjs';
import { demoClusterPorts, startDemoCluster } from './lib/startDemoCluster.mjs';
import { TiedProcess } from './lib/TiedProcess.mjs';
import { reportError } from './lib/UserError.mjs';

const PAGES_PORT = 3000;
const PAGES_URL = `http://127.0.0.1:${PAGES_PORT}`;

let endRequested = false;

/** @param {{ fresh: boolean }} options */
async function dev({ fresh }) {
  const settings = readSettings();
  await requireFreePorts([
    {
      port: PAGES_PORT,
      purpose: 'the development server of the pages',
      remedy: 'stop what uses it',
    },
    {
      port: settings.portalPort,
      purpose: 'the backend',
      remedy: 'is npm start running? Stop what uses it, or set PORTAL_PORT',
    },
    ...demoClusterPorts(settings),
  ]);
  const cluster = await startDemoCluster({ settings, fresh });
  console.log(`The pages, reloaded when they change: ${PAGES_URL}`);
  const portal = TiedProcess.start({
    name: 'the portal',
    script: rootPath('node_modules/@backstage/cli/bin/backstage-cli'),
    args: ['repo', 'start', 'packages/app', 'packages/backend'],
    cwd: root,
    env: {
      ...process.env,
      ...settingsEnvironment(settings),
      // The pages come from a server of their own, not from the backend
      APP_CONFIG_app_baseUrl: PAGES_URL,
      APP_CONFIG_backend_cors_origin: PAGES_URL,
      APP_CONFIG_backend_cors_credentials: 'true',
    },
  });
  await Promise.race([cluster.ended, portal.ended]);
}

onEndRequest(() => {
  endRequested = true;
  TiedProcess.endAll();
});

try {
  const { values } = parseArgs({
    options: { fresh: { type: 'boolean', default: false } },
  });
  await dev({ fresh: values.fresh });
} catch (error) {
  process.exitCode = endRequested ? 0 : reportError(error);
} finally {
  await TiedProcess.endAll();
}
