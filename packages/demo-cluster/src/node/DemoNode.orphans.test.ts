import { fork } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { endLeftover } from './process/leftovers';

jest.setTimeout(30_000);

/** A process that runs one container and tells the container's process id. */
const PARENT = `
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ContainerProcess } from './process/ContainerProcess';
const [directory, preload, environment] = process.argv.slice(2);
const container = ContainerProcess.start({
  program: { script: join(directory, 'program.cjs'), arguments: [], runtime: [], heapMegabytes: 32 },
  files: { root: directory, mounts: [], writablePaths: [], rootDenial: 'EACCES' },
  environment: JSON.parse(environment),
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
if (process.env.BUSY) {
  setTimeout(() => { for (;;); }, 100);
}
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

async function ends(pid: number, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (isAlive(pid) && Date.now() < end) {
    await sleep(20);
  }
  return !isAlive(pid);
}

describe('a container whose node was killed', () => {
  let directory: string;

  beforeEach(async () => {
    directory = realpathSync(
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
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  /** Starts a container, kills its node and tells the process id of what is left. */
  async function orphan(environment: Record<string, string>): Promise<number> {
    const parent = fork(join(directory, 'parent.cjs'), [
      directory,
      require.resolve('../../images/runtime/container.cjs'),
      JSON.stringify(environment),
    ]);
    const pid = await new Promise<number>(done => {
      parent.once('message', message => done(Number(message)));
    });
    expect(isAlive(pid)).toBe(true);
    await sleep(300);
    parent.kill('SIGKILL');
    return pid;
  }

  it('ends', async () => {
    const pid = await orphan({});
    expect(await ends(pid, 5000)).toBe(true);
  });

  it('is ended by the next one when it is too busy to notice', async () => {
    const pid = await orphan({ BUSY: 'yes' });
    expect(await ends(pid, 500)).toBe(false);
    endLeftover(pid, '/somewhere/else');
    expect(await ends(pid, 200)).toBe(false);
    endLeftover(pid, directory);
    expect(await ends(pid, 5000)).toBe(true);
    endLeftover(pid, directory);
  });
});
