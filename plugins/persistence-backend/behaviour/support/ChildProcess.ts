import { spawn, type ChildProcess as NodeProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { eventually } from '../../src/clusters/testing';
import { BEGIN, RESTS } from './processes/options';

const REPOSITORY = resolve(__dirname, '../../../..');

/** How long a process gets to do what a test waits for. */
const PATIENCE_MS = 60_000;

const running = new Set<{ kill(): Promise<void> }>();

afterAll(() => Promise.all([...running].map(child => child.kill())));

/** A program of `processes/`, as a process of its own. */
export class ChildProcess {
  readonly #process: NodeProcess;
  readonly #ended: Promise<NodeJS.Signals | null>;
  #log = '';
  /** What it has written to its standard output. */
  output = '';

  static start(program: string, options: object): ChildProcess {
    const child = new ChildProcess(program, options);
    running.add(child);
    return child;
  }

  private constructor(program: string, options: object) {
    this.#process = spawn(
      process.execPath,
      [
        ...['--require', '@backstage/cli-node/config/nodeTransform.cjs'],
        join(__dirname, 'processes', program),
        JSON.stringify(options),
      ],
      // The channel closes when this process is gone, and the other ends with it
      { cwd: REPOSITORY, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] },
    );
    this.#process.stdout?.on('data', text => {
      this.output += text;
      this.#log += text;
    });
    this.#process.stderr?.on('data', text => {
      this.#log += text;
    });
    this.#ended = once(this.#process, 'exit').then(([, signal]) => signal);
  }

  /**
   * Waits until it was killed, by itself or by somebody else.
   *
   * @throws Error when it ends otherwise, or does not end
   */
  async untilKilled(): Promise<void> {
    await this.#until(() => this.#process.exitCode ?? this.#process.signalCode);
    const signal = await this.#ended;
    running.delete(this);
    if (signal !== 'SIGKILL') {
      throw new Error(`It ended by itself: ${this.#log}`);
    }
  }

  /** Waits until it says something. */
  async untilSaid<T>(
    understand: (output: string) => T | undefined,
  ): Promise<T> {
    let said: T | undefined;
    await this.#until(() => {
      said = understand(this.output);
      return said !== undefined;
    });
    return said as T;
  }

  /** Tells it to begin, now or when it is ready. */
  begin(): void {
    this.#process.send(BEGIN);
  }

  /** Tells it to rest, and waits until it does. */
  async rest(): Promise<void> {
    const rested = this.#timesRested();
    this.#process.send('rest');
    await this.#until(() => this.#timesRested() > rested);
  }

  #timesRested(): number {
    return this.output.split(RESTS).length;
  }

  /** Stops it: it is there, and does nothing. */
  freeze(): void {
    this.#process.kill('SIGSTOP');
  }

  /** Lets it go on. */
  thaw(): void {
    this.#process.kill('SIGCONT');
  }

  async kill(): Promise<void> {
    running.delete(this);
    this.#process.kill('SIGKILL');
    await this.#ended;
  }

  async #until(happens: () => unknown): Promise<void> {
    await eventually(() => {
      if (!happens()) {
        throw new Error(`That has not happened: ${this.#log}`);
      }
    }, PATIENCE_MS);
  }
}
