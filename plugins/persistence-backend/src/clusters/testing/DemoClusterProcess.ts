import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, rmdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const REPOSITORY = resolve(__dirname, '../../../../..');
const PACKAGE = join(REPOSITORY, 'packages/demo-cluster');
const PROGRAM = join(PACKAGE, 'dist/cli.cjs');
const LOCK = join(PACKAGE, 'dist/.building');
const LOCK_PATIENCE_MS = 60_000;
const STOP_PATIENCE_MS = 10_000;

async function modifiedAt(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

async function isBuilt(): Promise<boolean> {
  const built = await modifiedAt(PROGRAM);
  const sources = await readdir(join(PACKAGE, 'src'), { recursive: true });
  const times = await Promise.all(
    sources
      .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map(file => modifiedAt(join(PACKAGE, 'src', file))),
  );
  return built > Math.max(...times);
}

/** Builds the program when it is older than its sources. Tests run side by side: one builds, the others wait. */
async function build(): Promise<void> {
  await mkdir(dirname(LOCK), { recursive: true });
  while (!(await isBuilt())) {
    try {
      await mkdir(LOCK);
    } catch {
      if ((await modifiedAt(LOCK)) < Date.now() - LOCK_PATIENCE_MS) {
        // Whoever made it was killed.
        await rmdir(LOCK).catch(() => {});
      }
      await sleep(50);
      continue;
    }
    try {
      await promisify(execFile)(process.execPath, ['build.mjs'], {
        cwd: PACKAGE,
      });
    } finally {
      await rmdir(LOCK);
    }
  }
}

/** The demo cluster as a process of a test, on a port of its own. It ends when the test's process does. */
export class DemoClusterProcess {
  /** A file. */
  readonly kubeconfig: string;
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #state: string;

  /**
   * Builds the demo cluster where that is due, and starts it with an empty state.
   *
   * @param options - `manifests` is a folder with objects to begin with, for example {@link EXAMPLE_MANIFESTS}
   */
  static async start(
    options: { manifests?: string } = {},
  ): Promise<DemoClusterProcess> {
    await build();
    const state = await mkdtemp(join(tmpdir(), 'demo-cluster-'));
    const child = spawn(
      process.execPath,
      [
        PROGRAM,
        ...['--state', state, '--port', '0'],
        ...(options.manifests ? ['--manifests', options.manifests] : []),
      ],
      // The channel closes when this process is gone, and the cluster ends with it.
      { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
    );
    let log = '';
    child.stderr?.on('data', text => {
      log = `${log}${text}`.slice(-10_000);
    });
    for await (const line of createInterface({ input: child.stdout! })) {
      const { url, kubeconfig } = JSON.parse(line);
      child.stdout?.resume();
      return new DemoClusterProcess({ child, state, url, kubeconfig });
    }
    await rm(state, { recursive: true, force: true });
    throw new Error(`The demo cluster did not start: ${log}`);
  }

  private constructor(options: {
    child: ChildProcess;
    state: string;
    url: string;
    kubeconfig: string;
  }) {
    this.#child = options.child;
    this.#state = options.state;
    this.url = options.url;
    this.kubeconfig = options.kubeconfig;
  }

  /** Ends it and removes its state. */
  async stop(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      const killer = setTimeout(
        () => this.#child.kill('SIGKILL'),
        STOP_PATIENCE_MS,
      );
      await ended;
      clearTimeout(killer);
    }
    await rm(this.#state, { recursive: true, force: true });
  }
}

/** The objects of the demo's services. */
export const EXAMPLE_MANIFESTS = join(REPOSITORY, 'examples/manifests');
