import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { RunningContainer } from '../container/RunningContainer';
import { shellRuntime } from '../process/shellRuntime';

/** What came of a command. */
export interface CommandResult {
  exitCode: number;
  stdout: Uint8Array;
  stderr: Uint8Array;
}

/** A command to be run in a container. */
export interface CommandRequest {
  container: RunningContainer;
  command: string[];
  stdin?: Uint8Array;
  signal: AbortSignal;
}

/** What the process answers, see `images/runtime/exec.cjs`. */
type Answer =
  | ({ type: 'result'; id: number } & CommandResult)
  | { type: 'not-executable'; id: number }
  | { type: 'failed'; id: number; message: string }
  | { type: 'terminate'; id: number };

interface Pending {
  container: RunningContainer;
  resolve(result: CommandResult | undefined): void;
  reject(error: Error): void;
}

/** How long an unused process stays, so that a series of commands needs only one. */
const IDLE_MS = 30_000;
/** How long a command has to end after its client has gone, before the process is taken to be stuck. */
const ABORT_MS = 2000;
const HEAP_MEGABYTES = 256;

/**
 * The process that runs commands for everyone who wants one run in a container. It is started when it is needed and ended when it is not.
 *
 * @remarks
 * It is confined to the folders of pods and volumes; within a command, the shell's file system shows those of the one container.
 */
export class ShellProcess {
  readonly #runtimeDirectory: string;
  readonly #folders: string[];
  readonly #pending = new Map<number, Pending>();
  #lastId = 0;
  #child?: ChildProcess;
  #idleTimer?: NodeJS.Timeout;

  /** @param options `runtimeDirectory` has `exec.cjs`; `folders` are all that commands can ever reach, and exist */
  static create(options: {
    runtimeDirectory: string;
    folders: string[];
  }): ShellProcess {
    return new ShellProcess(options);
  }

  private constructor(options: {
    runtimeDirectory: string;
    folders: string[];
  }) {
    this.#runtimeDirectory = options.runtimeDirectory;
    this.#folders = options.folders;
  }

  /**
   * @returns undefined when the container's shell has no such command
   * @throws Error when the command was given up
   */
  async run(request: CommandRequest): Promise<CommandResult | undefined> {
    const { container, command, stdin, signal } = request;
    signal.throwIfAborted();
    clearTimeout(this.#idleTimer);
    const child = this.#start();
    this.#lastId += 1;
    const id = this.#lastId;
    const abort = () => this.#abort(child, id);
    signal.addEventListener('abort', abort);
    try {
      return await new Promise<CommandResult | undefined>((resolve, reject) => {
        const { signal: _, image: __, ...description } = container;
        this.#pending.set(id, { container, resolve, reject });
        child.send(
          { type: 'run', id, container: description, command, stdin },
          error => error && reject(error),
        );
      });
    } finally {
      signal.removeEventListener('abort', abort);
      this.#pending.delete(id);
      this.#stopWhenIdle();
    }
  }

  /** Ends the process and whatever it runs. */
  stop(): void {
    clearTimeout(this.#idleTimer);
    this.#child?.kill('SIGKILL');
  }

  #start(): ChildProcess {
    if (this.#child) {
      return this.#child;
    }
    const { module, folders } = shellRuntime(this.#runtimeDirectory);
    const readable = [this.#runtimeDirectory, ...folders, ...this.#folders];
    const script = join(this.#runtimeDirectory, 'exec.cjs');
    const child = fork(script, [module], {
      execArgv: [
        '--permission',
        ...readable.map(path => `--allow-fs-read=${path}`),
        ...this.#folders.map(path => `--allow-fs-write=${path}`),
        `--max-old-space-size=${HEAP_MEGABYTES}`,
      ],
      env: {},
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.on('message', answer => this.#receive(answer as Answer));
    child.once('exit', () => this.#ended(child));
    child.once('error', () => this.#ended(child));
    this.#child = child;
    return child;
  }

  #receive(answer: Answer): void {
    const pending = this.#pending.get(answer.id);
    if (answer.type === 'terminate') {
      pending?.container.signal('SIGTERM');
    } else if (answer.type === 'failed') {
      pending?.reject(new Error(answer.message));
    } else {
      pending?.resolve(answer.type === 'result' ? answer : undefined);
    }
  }

  #abort(child: ChildProcess, id: number): void {
    if (child.connected) {
      // What cannot be sent to it any more needs no end
      child.send({ type: 'abort', id }, () => {});
    }
    setTimeout(() => {
      if (this.#pending.has(id)) {
        child.kill('SIGKILL');
      }
    }, ABORT_MS).unref();
  }

  #ended(child: ChildProcess): void {
    if (this.#child !== child) {
      return;
    }
    this.#child = undefined;
    for (const { reject } of this.#pending.values()) {
      reject(new Error('the shell that ran the command has ended'));
    }
  }

  #stopWhenIdle(): void {
    clearTimeout(this.#idleTimer);
    if (this.#pending.size === 0) {
      this.#idleTimer = setTimeout(() => this.stop(), IDLE_MS);
      this.#idleTimer.unref();
    }
  }
}
