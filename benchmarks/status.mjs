// What it costs to look at a service: an answer of Persistence beside an answer of the Kubernetes plugin for the same entity, in the same
// portal (app-config.yaml), against the same demo cluster.
//
//   npm run benchmark -- status [--views 300]
//
// How many requests each makes to the API server, how long each takes as a whole, and what our own work costs after the caller was
// authorized. Absolute figures depend on the machine and gate nothing; the exit code is 1 when a ratio is above its bound.
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { request } from 'node:https';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { DemoCluster } from '../scripts/lib/DemoCluster.mjs';
import { onEndRequest } from '../scripts/lib/onEndRequest.mjs';
import { rootPath } from '../scripts/lib/paths.mjs';
import { findFreePort } from '../scripts/lib/ports.mjs';
import { Portal } from '../scripts/lib/Portal.mjs';
import { TiedProcess } from '../scripts/lib/TiedProcess.mjs';

const WARM_UP_VIEWS = 30;
const SETTLED_SECONDS = 60;
const COMPONENTS = [
  'example-app',
  'feedback',
  'guestbook',
  'ledger',
  'mailer',
  'orders',
  'photo-booth',
  'reviews',
  'wishlist',
];
/** At most so much of what it is compared with. */
const BOUNDS = { wholeRequest: 1, ownWork: 0.25 };

/** @typedef {{ path: string, method?: string, body?: object }} View a request for what a page shows of an entity */

/**
 * Stands between the portal and the API server and counts.
 *
 * @param {string} target the address of the API server
 */
async function startCounter(target) {
  const counted = { requests: 0 };
  const server = createServer((incoming, outgoing) => {
    counted.requests += 1;
    const sent = request(
      `${target}${incoming.url}`,
      {
        method: incoming.method,
        headers: incoming.headers,
        rejectUnauthorized: false, // the demo cluster that this process has just started
      },
      answer => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
        outgoing.flushHeaders();
        answer.on('error', () => outgoing.destroy());
        answer.pipe(outgoing);
      },
    );
    sent.on('error', () => outgoing.destroy());
    outgoing.on('close', () => sent.destroy());
    incoming.pipe(sent);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') {
    throw new Error('The counter has no port');
  }
  return { counted, url: `http://127.0.0.1:${address.port}`, server };
}

/**
 * A state folder like that of the demo cluster, but by way of the counter.
 *
 * @param {{ state: string, folder: string, url: string }} options
 */
function writePortalAccess({ state, folder, url }) {
  mkdirSync(folder);
  for (const file of ['token', 'ca.crt']) {
    copyFileSync(join(state, file), join(folder, file));
  }
  writeFileSync(
    join(folder, 'kubeconfig'),
    readFileSync(join(state, 'kubeconfig'), 'utf8').replace(
      /server: .*/,
      `server: ${url}`,
    ),
  );
}

/**
 * Looks at an entity, and says how long that took as a whole.
 *
 * @param {{ url: string, token: string, view: View }} options
 */
async function look({ url, token, view: { path, method = 'GET', body } }) {
  const start = performance.now();
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    body: body && JSON.stringify(body),
  });
  const answer = await response.text();
  const milliseconds = performance.now() - start;
  if (!response.ok) {
    throw new Error(`${path} answered ${response.status}: ${answer}`);
  }
  return { milliseconds, answer };
}

/**
 * @param {string} name of a component
 * @returns {View}
 */
function ourView(name) {
  return { path: `/api/persistence/entities/component/default/${name}` };
}

/**
 * What the Kubernetes plugin's page asks for.
 *
 * @param {string} name of a component
 * @returns {View}
 */
function peerView(name) {
  return {
    path: '/api/kubernetes/resources/workloads/query',
    method: 'POST',
    body: { entityRef: `component:default/${name}`, auth: {} },
  };
}

/**
 * Waits until the portal knows every component, and everything that runs for it.
 *
 * @param {{ url: string, token: string }} options
 */
async function untilSettled({ url, token }) {
  const deadline = Date.now() + SETTLED_SECONDS * 1000;
  for (const name of COMPONENTS) {
    for (;;) {
      const settled = await look({ url, token, view: ourView(name) }).then(
        ({ answer }) => {
          const { workloads, clusters } = JSON.parse(answer);
          return (
            clusters.every(
              (/** @type {{ state: string }} */ { state }) => state === 'ok',
            ) &&
            workloads.length > 0 &&
            workloads.every(
              (/** @type {{ rollout: { state: string } }} */ { rollout }) =>
                rollout.state === 'complete',
            )
          );
        },
        () => false, // the catalog does not know it yet
      );
      if (settled) {
        break;
      }
      if (Date.now() > deadline) {
        throw new Error(`${name} is not there after ${SETTLED_SECONDS} s`);
      }
      await sleep(200);
    }
  }
}

/**
 * Times of whole requests and the requests to the API server that they caused.
 *
 * @param {object} options
 * @param {string} options.url
 * @param {string} options.token
 * @param {number} options.views
 * @param {{ requests: number }} options.counted
 */
async function measureViews({ url, token, views, counted }) {
  const sides = [ourView, peerView].map(view => ({
    view,
    times: /** @type {number[]} */ ([]),
    requests: 0,
  }));
  for (let count = 0; count < WARM_UP_VIEWS + views; count += 1) {
    const name = COMPONENTS[count % COMPONENTS.length];
    // In turn, so that whatever else the machine does meets both
    for (const side of sides) {
      const before = counted.requests;
      const { milliseconds } = await look({
        url,
        token,
        view: side.view(name),
      });
      if (count >= WARM_UP_VIEWS) {
        side.times.push(milliseconds);
        side.requests += counted.requests - before;
      }
    }
  }
  return sides.map(({ times, requests }) => ({
    p50: percentile(times, 0.5),
    p95: percentile(times, 0.95),
    requests,
  }));
}

/**
 * @param {number[]} values
 * @param {number} share
 */
function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * share)];
}

/**
 * Our own work after authorization, measured in a process of its own.
 *
 * @param {string} kubeconfig
 * @returns {Promise<{ examples: { p50: number, p95: number }, many: { workloads: number, p50: number, p95: number } }>}
 */
async function measureOwnWork(kubeconfig) {
  const measured = TiedProcess.start({
    name: 'the measurement of our own work',
    nodeArgs: ['--require', '@backstage/cli-node/config/nodeTransform.cjs'],
    script: rootPath('plugins/persistence-backend/benchmarks/ownWork.ts'),
    args: ['--kubeconfig', kubeconfig],
    cwd: rootPath('packages', 'backend'),
    stdout: 'pipe',
  });
  let text = '';
  measured.stdout?.on('data', data => {
    text += data;
  });
  const { code } = await measured.ended;
  if (code !== 0) {
    throw new Error(`The measurement of our own work failed:\n${text}`);
  }
  // The observation says on the lines before what it reads
  return JSON.parse(text.trim().split('\n').at(-1) ?? '');
}

/** @param {{ p50: number, p95: number }} times */
function milliseconds({ p50, p95 }) {
  return `p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms`;
}

/**
 * @param {object} options
 * @param {string} options.folder
 * @param {string} options.state
 * @param {string} options.clusterUrl
 * @param {number} options.views
 */
async function compare({ folder, state, clusterUrl, views }) {
  const counter = await startCounter(clusterUrl);
  const access = join(folder, 'access');
  writePortalAccess({ state, folder: access, url: counter.url });
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  await Portal.start({
    url,
    env: {
      ...process.env,
      PORTAL_PORT: String(port),
      PORTAL_STATE: join(folder, 'portal'),
      DEMO_CLUSTER_URL: counter.url,
      DEMO_CLUSTER_STATE: access,
    },
    log: join(folder, 'portal.log'),
  });
  const session = await fetch(`${url}/api/auth/guest/refresh`);
  const { backstageIdentity } = await session.json();
  const { token } = backstageIdentity;
  await untilSettled({ url, token });
  const [ours, peer] = await measureViews({
    url,
    token,
    views,
    counted: counter.counted,
  });
  const own = await measureOwnWork(join(state, 'kubeconfig'));
  counter.server.close();

  console.log(
    `Machine: ${cpus().length} × ${cpus()[0].model}, ${(totalmem() / 1e6).toFixed(0)} MB, Node ${process.version}`,
  );
  console.log(
    `Persistence, whole request: ${milliseconds(ours)}; ${ours.requests} requests to the API server in ${views} views`,
  );
  console.log(
    `Kubernetes plugin, whole request: ${milliseconds(peer)}; ${peer.requests} requests to the API server in ${views} views`,
  );
  console.log(
    `Our own work after authorization, the examples: ${milliseconds(own.examples)}`,
  );
  console.log(
    `Our own work after authorization, one of ${own.many.workloads} workloads: ${milliseconds(own.many)}`,
  );
  return [
    {
      name: 'requests to the API server, of the Kubernetes plugin’s',
      ratio: ours.requests / peer.requests,
      bound: 0,
    },
    {
      name: 'p50 of a whole request, of the Kubernetes plugin’s',
      ratio: ours.p50 / peer.p50,
      bound: BOUNDS.wholeRequest,
    },
    {
      name: 'p50 of our own work for the examples, of our whole request',
      ratio: own.examples.p50 / ours.p50,
      bound: BOUNDS.ownWork,
    },
    {
      name: `p50 of our own work for one of ${own.many.workloads} workloads, of our whole request`,
      ratio: own.many.p50 / ours.p50,
      bound: BOUNDS.ownWork,
    },
  ];
}

async function main() {
  const { values } = parseArgs({
    options: { views: { type: 'string', default: '300' } },
  });
  const folder = mkdtempSync(join(tmpdir(), 'status-benchmark-'));
  const state = join(folder, 'demo-cluster');
  const port = await findFreePort();
  try {
    await DemoCluster.start({
      program: rootPath('packages/demo-cluster/dist/cli.cjs'),
      state,
      port,
      manifests: rootPath('examples', 'manifests'),
      env: process.env,
      log: join(folder, 'demo-cluster.log'),
    });
    const ratios = await compare({
      folder,
      state,
      clusterUrl: `https://127.0.0.1:${port}`,
      views: Number(values.views),
    });
    for (const { name, ratio, bound } of ratios) {
      console.log(`${name}: ${ratio.toFixed(3)}, at most ${bound}`);
    }
    const failed = ratios.filter(
      ({ ratio, bound }) => !(ratio <= bound),
    ).length;
    console.log(`${ratios.length - failed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
  } finally {
    await TiedProcess.endAll();
    rmSync(folder, { recursive: true, force: true });
  }
}

onEndRequest(() => TiedProcess.endAll());
await main();
