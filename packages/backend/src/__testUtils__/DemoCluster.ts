import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const REPOSITORY = resolve(__dirname, '../../../..');
const PROGRAM = join(REPOSITORY, 'packages/demo-cluster/dist/cli.cjs');
const MANIFESTS = join(REPOSITORY, 'examples/manifests');

/** A demo cluster that runs the services of the examples: a process of its own, on a free port of 127.0.0.1. */
export class DemoCluster {
  readonly url: string;
  /** Its folder, with `token`, `ca.crt` and `kubeconfig`. */
  readonly state: string;
  readonly #process: ChildProcess;

  /** @throws Error when it is not built, or ends before it is ready */
  static async start(): Promise<DemoCluster> {
    if (!existsSync(PROGRAM)) {
      throw new Error(
        'The demo cluster is not built: run `yarn build:demo-cluster` first.',
      );
    }
    const state = await mkdtemp(join(tmpdir(), 'demo-cluster-'));
    const child = spawn(
      process.execPath,
      [PROGRAM, '--state', state, '--port', '0', '--manifests', MANIFESTS],
      // It ends when this channel closes, however this process ends.
      { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
    );
    let log = '';
    child.stderr?.on('data', text => {
      log += text;
    });
    if (child.stdout) {
      for await (const line of createInterface({ input: child.stdout })) {
        child.stdout.resume();
        return new DemoCluster(child, state, JSON.parse(line).url);
      }
    }
    await rm(state, { recursive: true, force: true });
    throw new Error(`The demo cluster ended before it was ready:\n${log}`);
  }

  private constructor(process: ChildProcess, state: string, url: string) {
    this.#process = process;
    this.state = state;
    this.url = url;
  }

  /** Ends it and removes its state. */
  async stop(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      const exit = once(this.#process, 'exit');
      this.#process.kill('SIGTERM');
      await exit;
    }
    await rm(this.state, { recursive: true, force: true });
  }
}
