// What it costs to keep data by the portal: from POST of the operation to its end, beside `kubectl create` of the same claim, `kubectl
// patch` of the same patch and `kubectl rollout status`, on the same cluster.
//
//   npm run benchmark -- operation --kubeconfig FILE [--kubectl kubectl] [--rounds 10]
//
// Both do the same to Deployments of their own, in turn. Absolute figures depend on the machine and gate nothing; the exit code is 1 when
// the ratio of the medians is above its bound. Without --kubeconfig nothing is measured: the demo cluster starts pods faster than kubectl
// starts.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { cpus, totalmem } from 'node:os';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { onEndRequest } from '../scripts/lib/onEndRequest.mjs';
import { rootPath } from '../scripts/lib/paths.mjs';
import { TiedProcess } from '../scripts/lib/TiedProcess.mjs';

const COMPONENT = 'benchmark';
const ENTITY = `entities/component/default/${COMPONENT}`;
/** The first ones find nothing prepared: no connection, no compiled code, no discovery on kubectl's disk. */
const WARM_UP_ROUNDS = 1;
const PATIENCE_MS = 120_000;
/** How often somebody asks how far it is. */
const POLL_MS = 25;
/** At most so much of what kubectl needs. */
const BOUND = 1.3;

/**
 * @typedef {{ body: object }} PlannedChange
 * @typedef {{ id: string, fingerprint: string, target: object, intent: object, blockers: object[], changes: PlannedChange[] }} Plan
 * @typedef {{ id: string, state: string, endedAt?: string }} Operation
 */

/**
 * kubectl, for one cluster.
 *
 * @param {{ kubectl: string, kubeconfig: string }} options
 * @returns {(args: string[], input?: object) => Promise<void>} settles when it has ended well
 */
function kubectlOf({ kubectl, kubeconfig }) {
  return async (args, input) => {
    const child = spawn(kubectl, ['--kubeconfig', kubeconfig, ...args], {
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let words = '';
    child.stderr.on('data', data => (words += data));
    child.stdin.end(input && JSON.stringify(input));
    const [code] = await once(child, 'close');
    if (code !== 0) {
      throw new Error(`kubectl ${args.join(' ')} failed: ${words}`);
    }
  };
}

/**
 * The portal's API.
 *
 * @param {string} url
 */
function apiOf(url) {
  /**
   * @param {string} path
   * @param {object} [body]
   */
  return async (path, body) => {
    const response = await fetch(`${url}/api/persistence/${path}`, {
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(`${path}: ${JSON.stringify(answer)}`);
    }
    return answer;
  };
}

/** @param {string} kubeconfig */
async function startPortal(kubeconfig) {
  const portal = TiedProcess.start({
    name: 'the portal',
    nodeArgs: ['--require', '@backstage/cli-node/config/nodeTransform.cjs'],
    script: rootPath('plugins/persistence-backend/benchmarks/portal.ts'),
    args: ['--kubeconfig', kubeconfig, '--component', COMPONENT],
    cwd: rootPath('packages', 'backend'),
    env: { ...process.env, LOG_LEVEL: 'error' },
    stdout: 'pipe',
  });
  if (!portal.stdout) {
    throw new Error('The portal has no standard output');
  }
  for await (const line of createInterface({ input: portal.stdout })) {
    if (line.startsWith('{"port":')) {
      portal.stdout.resume();
      return apiOf(`http://127.0.0.1:${JSON.parse(line).port}`);
    }
  }
  throw new Error('The portal ended before it was ready');
}

/**
 * A service that keeps what it is told in its container.
 *
 * @param {{ namespace: string, name: string }} options
 */
function deployment({ namespace, name }) {
  const labels = { app: name, 'backstage.io/kubernetes-id': COMPONENT };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace, name, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 1,
          containers: [
            {
              name: 'app',
              image: 'localhost/guestbook:1',
              readinessProbe: {
                httpGet: { path: '/healthz', port: 8080 },
                periodSeconds: 1,
              },
            },
          ],
        },
      },
    },
  };
}

/**
 * @template T
 * @param {() => Promise<T | undefined>} attempt
 * @param {number} pauseMs
 * @returns {Promise<T>}
 */
async function until(attempt, pauseMs) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const result = await attempt();
    if (result !== undefined) {
      return result;
    }
    if (Date.now() > deadline) {
      throw new Error('That took too long');
    }
    await sleep(pauseMs);
  }
}

/** @param {() => Promise<void>} action */
async function secondsOf(action) {
  const start = performance.now();
  await action();
  return (performance.now() - start) / 1000;
}

/**
 * Runs both in turn; who begins changes from round to round.
 *
 * @param {object} options
 * @param {ReturnType<typeof kubectlOf>} options.kubectl
 * @param {ReturnType<typeof apiOf>} options.api
 * @param {string} options.namespace
 * @param {number} options.rounds
 */
async function measure({ kubectl, api, namespace, rounds }) {
  /** @param {string} name */
  const planOf = async name => {
    const object = deployment({ namespace, name });
    await kubectl(['create', '-f', '-'], object);
    await kubectl([
      ...['rollout', 'status', '--namespace', namespace],
      `deployment/${name}`,
    ]);
    return until(async () => {
      const workload = {
        cluster: 'benchmark',
        namespace,
        kind: 'Deployment',
        name,
      };
      const intent = {
        kind: 'attach',
        path: '/data',
        claim: { size: '64Mi' },
        existingFiles: 'start-empty',
      };
      /** @type {Plan | undefined} */
      const plan = await api(`${ENTITY}/plans`, {
        target: { workload },
        intent,
      }).catch(() => undefined); // the portal has not seen it yet
      return plan?.blockers.length === 0 ? plan : undefined;
    }, 100);
  };
  const sides = [
    {
      name: 'ours',
      times: /** @type {number[]} */ ([]),
      /** @type {(name: string, plan: Plan) => Promise<void>} */
      run: async (_name, { id, fingerprint, target, intent }) => {
        /** @type {Operation} */
        const begun = await api(`${ENTITY}/operations`, {
          target,
          intent,
          planId: id,
          fingerprint,
        });
        const ended = await until(async () => {
          /** @type {Operation} */
          const operation = await api(`operations/${begun.id}`);
          return operation.endedAt ? operation : undefined;
        }, POLL_MS);
        if (ended.state !== 'succeeded') {
          throw new Error(`The operation ended so: ${JSON.stringify(ended)}`);
        }
      },
    },
    {
      name: 'kubectl',
      times: /** @type {number[]} */ ([]),
      /** @type {(name: string, plan: Plan) => Promise<void>} */
      run: async (name, { changes: [claim, patch] }) => {
        await kubectl(['create', '-f', '-'], claim.body);
        await kubectl([
          ...['patch', '--namespace', namespace, `deployment/${name}`],
          ...['--type', 'strategic', '--patch', JSON.stringify(patch.body)],
        ]);
        await kubectl([
          ...['rollout', 'status', '--namespace', namespace],
          `deployment/${name}`,
        ]);
      },
    },
  ];
  for (let round = 0; round < WARM_UP_ROUNDS + rounds; round += 1) {
    const turns = await Promise.all(
      sides.map(async side => {
        const name = `${side.name}-${round}`;
        return { side, name, plan: await planOf(name) };
      }),
    );
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) {
      const { side, name, plan } = turn;
      const seconds = await secondsOf(() => side.run(name, plan));
      if (round >= WARM_UP_ROUNDS) {
        side.times.push(seconds);
      }
    }
    await kubectl([
      ...['delete', 'deployments,persistentvolumeclaims', '--all', '--now'],
      ...['--namespace', namespace],
    ]);
  }
  const [ours, peer] = sides.map(({ times }) => times);
  return { ours, peer };
}

/**
 * @param {number[]} values
 * @param {number} share
 */
function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
}

/** @param {number[]} times */
function spread(times) {
  const [least, p25, p50, p75, most] = [0, 0.25, 0.5, 0.75, 1].map(share =>
    percentile(times, share).toFixed(2),
  );
  return `median ${p50} s, half of them ${p25} to ${p75} s, all ${least} to ${most} s`;
}

async function main() {
  const { values } = parseArgs({
    options: {
      kubeconfig: { type: 'string' },
      kubectl: { type: 'string', default: 'kubectl' },
      rounds: { type: 'string', default: '10' },
    },
  });
  if (values.kubeconfig === undefined) {
    console.log(
      'Nothing was measured: name a real cluster with --kubeconfig FILE.',
    );
    console.log('0 passed, 0 failed');
    return;
  }
  const kubeconfig = resolve(values.kubeconfig);
  const kubectl = kubectlOf({ kubectl: values.kubectl, kubeconfig });
  const namespace = `benchmark-${randomBytes(4).toString('hex')}`;
  try {
    await kubectl(['create', 'namespace', namespace]);
    const api = await startPortal(kubeconfig);
    const rounds = Number(values.rounds);
    const { ours, peer } = await measure({ kubectl, api, namespace, rounds });
    const ratio = percentile(ours, 0.5) / percentile(peer, 0.5);
    console.log(
      `Machine: ${cpus().length} × ${cpus()[0].model}, ${(totalmem() / 1e6).toFixed(0)} MB, Node ${process.version}`,
    );
    console.log(`Persistence, POST to done, ${rounds} times: ${spread(ours)}`);
    console.log(
      `kubectl create, patch, rollout status, ${rounds} times: ${spread(peer)}`,
    );
    console.log(
      `median of an attach, of kubectl’s: ${ratio.toFixed(3)}, at most ${BOUND}`,
    );
    const failed = ratio <= BOUND ? 0 : 1;
    console.log(`${1 - failed} passed, ${failed} failed`);
    process.exitCode = failed;
  } finally {
    await TiedProcess.endAll();
    await kubectl(['delete', 'namespace', namespace, '--wait=false']);
  }
}

onEndRequest(() => TiedProcess.endAll());
await main();
