import { fork } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';

jest.setTimeout(30_000);

/** A process that runs one container and tells the container's process id. */
const PARENT = `
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ContainerProcess } from './process/ContainerProcess';
const [directory, preload] = process.argv.slice(2);
const container = ContainerProcess.start({
  program: { script: join(directory, 'program.cjs'), arguments: [], runtime: [], heapMegabytes: 32 },
  files: { root: directory, mounts: [], writablePaths: [], rootDenial: 'EACCES' },
  environment: {},
  workingDirectory: '/',
  preload,
  logFile: join(directory, 'log'),
  onListening: pid => process.send(pid),
});
`;

/** Says its process id in the only way a container can say a number to its node: as the port that it listens on. */
const PROGRAM = `
process.on('SIGTERM', () => {});
process.send({ type: 'listening', containerPort: process.pid, port: 1 });
setInterval(() => {}, 1_000_000);
`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a container whose node is gone', () => {
  it('ends, even when the node was killed', async () => {
    const directory = realpathSync(
      mkdtempSync(join(tmpdir(), 'demo-cluster-orphan-')),
    );
    await build({
      stdin: {
        contents: PARENT,
        resolveDir: dirname(require.resolve('./DemoNode')),
        loader: 'ts',
      },
      outfile: join(directory, 'parent.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
    });
    writeFileSync(join(directory, 'program.cjs'), PROGRAM);
    const preload = require.resolve('../../images/runtime/container.cjs');
    const parent = fork(join(directory, 'parent.cjs'), [directory, preload]);
    const pid = await new Promise<number>(done => {
      parent.once('message', message => done(Number(message)));
    });
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    const end = Date.now() + 5000;
    while (isAlive(pid) && Date.now() < end) {
      await sleep(20);
    }
    expect(isAlive(pid)).toBe(false);
    rmSync(directory, { recursive: true });
  });
});
