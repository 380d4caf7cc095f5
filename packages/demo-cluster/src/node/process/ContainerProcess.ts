import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import type { ContainerFiles } from '../files/ContainerFiles';
import { confinementFlags } from './confinement';

/** What a container tells the node, see `images/runtime/container.cjs`. */
interface ContainerMessage {
  type: 'listening' | 'closed';
  containerPort: number;
  port: number;
}

/** A container's program can send what it likes. */
function isContainerMessage(message: unknown): message is ContainerMessage {
  const { type, containerPort, port } = Object(message);
  return (
    Number.isInteger(containerPort) &&
    (type === 'closed' || (type === 'listening' && isPort(port)))
  );
}

function isPort(port: unknown): boolean {
  return Number.isInteger(port) && Number(port) > 0 && Number(port) < 65536;
}

/** What is to be run in a container. */
export interface ContainerProgram {
  /** Path of a JavaScript file on this machine. */
  script: string;
  arguments: string[];
  /** Readable beside the container's files: paths on this machine. */
  runtime: string[];
  /** How much of JavaScript's heap the program may use. */
  heapMegabytes: number;
}

/** Keeps a container small: a young generation of 1 MiB and no helper threads for a heap of that size. */
const SMALL_PROCESS_FLAGS = ['--max-semi-space-size=1', '--v8-pool-size=0'];

/**
 * The process of a container: Node, confined to the container's files.
 */
export class ContainerProcess {
  readonly exited: Promise<number>;
  readonly #child: ChildProcess;
  /** Resolved when Node has started and signals have handlers. Before that, any signal would end the process. */
  readonly #running: Promise<void>;
  readonly #ports = new Map<number, number>();
  readonly #onListening: (containerPort: number) => boolean;

  /**
   * @param options `onListening` is called when the program listens on a port and answers whether it may; `preload` is the path of
   * `container.cjs`; output is appended to `logFile`
   */
  static start(options: {
    program: ContainerProgram;
    files: ContainerFiles;
    environment: Record<string, string>;
    workingDirectory: string;
    preload: string;
    logFile: string;
    onListening: (containerPort: number) => boolean;
  }): ContainerProcess {
    const { program, files, preload } = options;
    const log = openSync(options.logFile, 'a');
    try {
      const child = spawn(
        process.execPath,
        [
          ...confinementFlags(files, [preload, ...program.runtime]),
          `--max-old-space-size=${program.heapMegabytes}`,
          ...SMALL_PROCESS_FLAGS,
          '--require',
          preload,
          program.script,
          ...program.arguments,
        ],
        {
          cwd: join(files.root, options.workingDirectory),
          // The container's own variables travel inside one, because some (NODE_OPTIONS, LD_PRELOAD) would change what runs out here.
          env: {
            CONTAINER_ENVIRONMENT: JSON.stringify(options.environment),
            UV_THREADPOOL_SIZE: '1',
          },
          stdio: ['ignore', log, log, 'ipc'],
        },
      );
      return new ContainerProcess(child, options.onListening);
    } finally {
      closeSync(log);
    }
  }

  private constructor(
    child: ChildProcess,
    onListening: (containerPort: number) => boolean,
  ) {
    this.#child = child;
    this.#onListening = onListening;
    this.#running = new Promise(resolve => {
      child.once('message', () => resolve());
      child.once('exit', () => resolve());
    });
    this.exited = new Promise(resolve => {
      child.once('exit', (code, signal) =>
        resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)),
      );
      // Node could not be started at all: what a shell calls "cannot execute".
      child.once('error', () => resolve(126));
    });
    child.on('message', message => {
      if (isContainerMessage(message)) {
        this.#receive(message);
      }
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Where connections to the container's port go on 127.0.0.1; undefined while nothing listens there. */
  portOf(containerPort: number): number | undefined {
    return this.#ports.get(containerPort);
  }

  signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    if (signal === 'SIGKILL') {
      this.#child.kill(signal);
    } else {
      void this.#running.then(() => this.#child.kill(signal));
    }
  }

  #receive({ type, containerPort, port }: ContainerMessage): void {
    if (type === 'closed') {
      this.#ports.delete(containerPort);
    } else if (this.#onListening(containerPort)) {
      this.#ports.set(containerPort, port);
    } else if (this.#child.connected) {
      // With a callback, what cannot be sent to a process that ends is no error of the process
      this.#child.send({ type: 'address-in-use', containerPort }, () => {});
    }
  }
}
