import { setTimeout as sleep } from 'node:timers/promises';
import type { Container, Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import type { NodeContext } from '../NodeContext';
import { gracePeriodMs } from '../pod/gracePeriod';
import {
  ContainerProcess,
  type ContainerProgram,
} from '../process/ContainerProcess';
import { ContainerProbes } from './ContainerProbes';
import type { ContainerReporter } from './ContainerReporter';
import { runPreStop } from './preStop';
import type { PreparedContainer } from './prepareContainer';
import type { RunningContainer } from './RunningContainer';

/**
 * How long a program has until its first probe: until it listens, but no longer than this. Node takes a while to start on a busy machine,
 * and after a probe that came too early there is none for a whole period.
 */
const LISTEN_MS = 3000;
/** The same for a program whose probes do not need a port. */
const STARTUP_MS = 1000;

/** How one run of a container is made. */
export interface InstanceOptions {
  context: NodeContext;
  pod: Stored<Pod>;
  container: Container;
  prepared: PreparedContainer;
  program: ContainerProgram;
  podIP: string;
  logFile: string;
  reporter: ContainerReporter;
  /** Whether a container of the pod listens on the port already. */
  isPortTaken(containerPort: number): boolean;
  /** `ready` or `started` is another. */
  onChange(): void;
}

/**
 * One run of a container: its process, and the probes that are made at it.
 */
export class ContainerInstance {
  /** The exit code, once the process has ended. */
  readonly exited: Promise<number>;
  readonly running: RunningContainer;
  readonly #options: InstanceOptions;
  readonly #process: ContainerProcess;
  readonly #probes: ContainerProbes;
  /** Aborted when the program listens, or has ended. */
  readonly #startedUp = new AbortController();
  /** Aborted when the process has ended, or has to. */
  readonly #over = new AbortController();
  #hasEnded = false;
  #isStopping = false;
  #killTimer?: NodeJS.Timeout;

  static start(options: InstanceOptions): ContainerInstance {
    return new ContainerInstance(options);
  }

  private constructor(options: InstanceOptions) {
    this.#options = options;
    this.#process = this.#startProcess();
    this.running = this.#describe();
    this.#probes = this.#createProbes();
    this.exited = this.#process.exited.then(exitCode => {
      this.#hasEnded = true;
      clearTimeout(this.#killTimer);
      this.#probes.stop();
      this.#startedUp.abort();
      this.#over.abort();
      return exitCode;
    });
    void this.#startProbes();
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  get ready(): boolean {
    return this.#probes.ready && !this.#hasEnded;
  }

  get started(): boolean {
    return this.#probes.started && !this.#hasEnded;
  }

  /** See {@link ContainerProcess.portOf}. */
  portOf(containerPort: number): number | undefined {
    return this.#process.portOf(containerPort);
  }

  /**
   * Runs the preStop hook, asks the program to end, and ends it when it takes too long. Another call can only shorten the time.
   *
   * @param graceMs - milliseconds for all of it
   */
  stop(graceMs: number): void {
    clearTimeout(this.#killTimer);
    this.#killTimer = setTimeout(() => this.kill(), Math.max(graceMs, 0));
    if (!this.#isStopping) {
      this.#isStopping = true;
      this.#probes.stop();
      void this.#askToEnd();
    }
  }

  kill(): void {
    this.#probes.stop();
    this.#over.abort();
    this.#process.signal('SIGKILL');
  }

  #startProcess(): ContainerProcess {
    const { context, isPortTaken, logFile, prepared, program } = this.#options;
    const { environment, files, workingDirectory } = prepared;
    return ContainerProcess.start({
      program,
      files,
      environment: {
        ...environment,
        CONTAINER_ROOT: files.root,
        TMPDIR: `${files.root}/tmp`,
      },
      workingDirectory,
      preload: context.preload,
      logFile,
      onListening: containerPort => {
        if (isPortTaken(containerPort)) {
          return false;
        }
        this.#startedUp.abort();
        return true;
      },
    });
  }

  #describe(): RunningContainer {
    const { pod, container, prepared } = this.#options;
    const { environment, files, image, user, workingDirectory } = prepared;
    return {
      name: container.name,
      image,
      files,
      environment,
      workingDirectory,
      user,
      hostname: pod.spec?.hostname ?? pod.metadata.name,
      signal: signal => this.#process.signal(signal),
    };
  }

  #createProbes(): ContainerProbes {
    const { container, context, onChange, pod, podIP, reporter } =
      this.#options;
    return ContainerProbes.create({
      target: {
        container,
        podIP,
        portOf: port => this.portOf(port),
        exec: (command, signal) =>
          context.run({ container: this.running, command, signal }),
      },
      reporter,
      onChange,
      onFailure: (kind, probe) => {
        reporter.normal(
          'Killing',
          `Container ${container.name} failed ${kind} probe, will be restarted`,
        );
        this.stop(gracePeriodMs(pod, probe.terminationGracePeriodSeconds));
      },
    });
  }

  async #startProbes(): Promise<void> {
    const { startupProbe, readinessProbe, livenessProbe } =
      this.#options.container;
    const first = startupProbe ?? readinessProbe ?? livenessProbe;
    await sleep(first?.exec ? STARTUP_MS : LISTEN_MS, undefined, {
      ref: false,
      signal: this.#startedUp.signal,
    }).catch(() => {
      // Woken early.
    });
    this.#probes.start();
  }

  async #askToEnd(): Promise<void> {
    const { container, context, reporter } = this.#options;
    await runPreStop({
      context,
      container,
      running: this.running,
      reporter,
      signal: this.#over.signal,
    });
    this.#process.signal('SIGTERM');
  }
}
