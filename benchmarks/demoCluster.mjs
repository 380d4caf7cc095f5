// How long the demo cluster takes to be ready, and what it costs while nobody does anything: API server, controllers and nodes
// together, the processes of its containers apart.
//
//   npm run benchmark -- demo-cluster [--seconds 60] [--peer DIRECTORY]
//
// --peer: the state folder of a real cluster on this machine (`pids/NAME` holds the process number of each part). Its parts are measured
// over the same time, the ratios are printed, and the exit code is 1 when one of them is above its bound. Absolute figures depend on the
// machine and gate nothing.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const CLI = join(ROOT, 'packages/demo-cluster/dist/cli.cjs');
const MANIFESTS = join(ROOT, 'examples/manifests');
const PORT = 6459;
/** The demo services start, and their images are read, before the idle time begins. */
const SETTLE_MS = 8_000;
/** Clock ticks per second in /proc/PID/stat: 100 on every Linux that Node runs on. */
const TICKS_PER_SECOND = 100;
/** At most so much of what the peer needs. */
const BOUNDS = { memory: 0.25, cpu: 0.25 };

/**
 * Starts a demo cluster on the state folder and waits until it says that it is ready.
 *
 * @param {string} state
 */
async function start(state) {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [CLI, '--state', state, '--port', String(PORT), '--manifests', MANIFESTS],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  if (!child.stdout) {
    throw new Error('The demo cluster has no standard output.');
  }
  // Its first line says that it is ready.
  await Promise.race([
    once(createInterface({ input: child.stdout }), 'line'),
    once(child, 'exit').then(() => {
      throw new Error('The demo cluster ended before it was ready.');
    }),
  ]);
  return { child, readySeconds: (performance.now() - began) / 1000 };
}

/** @param {import('node:child_process').ChildProcess} child */
async function stop(child) {
  const ended = new Promise(resolve => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

/**
 * Memory now and CPU time so far of some processes.
 *
 * @param {(number | string | undefined)[]} pids
 */
function usage(pids) {
  let bytes = 0;
  let cpuSeconds = 0;
  for (const pid of pids) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    bytes += Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) * 1024;
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    cpuSeconds += (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  }
  return { bytes, cpuSeconds };
}

/** @param {string} directory the state folder of a real cluster */
function peerPids(directory) {
  const pids = join(directory, 'pids');
  return readdirSync(pids).map(name =>
    readFileSync(join(pids, name), 'utf8').trim(),
  );
}

/** @param {number} bytes */
function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

/**
 * @param {number} cpuSeconds
 * @param {number} seconds
 */
function percent(cpuSeconds, seconds) {
  return `${((100 * cpuSeconds) / seconds).toFixed(2)} % of a core`;
}

async function main() {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '60' },
      peer: { type: 'string' },
    },
  });
  if (process.platform !== 'linux') {
    throw new Error('This benchmark reads /proc and needs Linux.');
  }
  const seconds = Number(values.seconds);
  const state = mkdtempSync(join(tmpdir(), 'demo-cluster-benchmark-'));
  let running;
  try {
    running = await start(state);
    const first = running.readySeconds;
    await sleep(SETTLE_MS);
    await stop(running.child);
    running = await start(state);
    const second = running.readySeconds;
    await sleep(SETTLE_MS);

    const peers = values.peer ? peerPids(values.peer) : [];
    const before = { demo: usage([running.child.pid]), peer: usage(peers) };
    await sleep(seconds * 1000);
    const after = { demo: usage([running.child.pid]), peer: usage(peers) };
    const cpu = {
      demo: after.demo.cpuSeconds - before.demo.cpuSeconds,
      peer: after.peer.cpuSeconds - before.peer.cpuSeconds,
    };

    console.log(
      `Machine: ${cpus().length} × ${cpus()[0].model}, ${megabytes(totalmem())}, Node ${process.version}`,
    );
    console.log(
      `Ready: first start ${first.toFixed(2)} s, second start ${second.toFixed(2)} s`,
    );
    console.log(
      `Idle over ${seconds} s: ${megabytes(after.demo.bytes)}, ${percent(cpu.demo, seconds)}`,
    );
    if (!values.peer) {
      return;
    }
    console.log(
      `Peer (${peers.length} processes): ${megabytes(after.peer.bytes)}, ${percent(cpu.peer, seconds)}`,
    );
    const ratios = [
      {
        name: 'memory',
        ratio: after.demo.bytes / after.peer.bytes,
        bound: BOUNDS.memory,
      },
      { name: 'cpu', ratio: cpu.demo / cpu.peer, bound: BOUNDS.cpu },
    ];
    for (const { name, ratio, bound } of ratios) {
      console.log(
        `${name}: ${ratio.toFixed(3)} of the peer's, at most ${bound}`,
      );
    }
    const failed = ratios.filter(({ ratio, bound }) => ratio > bound).length;
    console.log(`${ratios.length - failed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
  } finally {
    if (running) {
      await stop(running.child);
    }
    rmSync(state, { recursive: true, force: true });
  }
}

await main();
