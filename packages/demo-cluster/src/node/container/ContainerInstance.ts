import { setTimeout as sleep } from 'node:timers/promises';
import type { Container, Pod, Probe } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import type { NodeContext } from '../NodeContext';
import { lookAt } from '../probes/lookAt';
import { Prober } from '../probes/Prober';
import {
  ContainerProcess,
  type ContainerProgram,
} from '../process/ContainerProcess';
import type { ContainerReporter } from './ContainerReporter';
import type { PreparedContainer } from './prepareContainer';
import type { RunningContainer } from './RunningContainer';

/** How long a program has until its first probe, unless it listens earlier: Node itself takes that long to start on a busy machine. */
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
  readonly exited: Promise<number>;
  readonly running: RunningContainer;
  readonly #options: InstanceOptions;
  readonly #process: ContainerProcess;
  readonly #probers: Prober[] = [];
  readonly #startedUp = new AbortController();
  #started: boolean;
  #ready: boolean;
  #ended = false;
  #killTimer?: NodeJS.Timeout;
  #stopping = false;

  static start(options: InstanceOptions): ContainerInstance {
    return new ContainerInstance(options);
  }

  private constructor(options: InstanceOptions) {
    const { context, pod, container, prepared } = options;
    this.#options = options;
    this.#started = !container.startupProbe;
    this.#ready = !container.readinessProbe;
    this.#process = ContainerProcess.start({
      program: options.program,
      files: prepared.files,
      environment: {
        ...prepared.environment,
        CONTAINER_ROOT: prepared.files.root,
        TMPDIR: `${prepared.files.root}/tmp`,
      },
      workingDirectory: prepared.workingDirectory,
      preload: context.preload,
      logFile: options.logFile,
      onListening: port => this.#listening(port),
    });
    this.running = {
      name: container.name,
      image: prepared.image,
      files: prepared.files,
      environment: prepared.environment,
      workingDirectory: prepared.workingDirectory,
      user: prepared.user,
      hostname: pod.spec?.hostname ?? pod.metadata.name,
      signal: signal => this.#process.signal(signal),
    };
    this.exited = this.#process.exited.then(exitCode => {
      this.#ended = true;
      clearTimeout(this.#killTimer);
      this.#stopProbes();
      this.#startedUp.abort();
      return exitCode;
    });
    void this.#startProbes();
  }

  get ready(): boolean {
    return this.#ready && this.#started && !this.#ended;
  }

  get started(): boolean {
    return this.#started && !this.#ended;
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
    this.#killTimer = setTimeout(
      () => this.#process.signal('SIGKILL'),
      Math.max(graceMs, 0),
    );
    if (!this.#stopping) {
      this.#stopping = true;
      this.#stopProbes();
      void this.#runPreStop(graceMs).then(() =>
        this.#process.signal('SIGTERM'),
      );
    }
  }

  kill(): void {
    this.#stopProbes();
    this.#process.signal('SIGKILL');
  }

  #listening(containerPort: number): boolean {
    if (this.#options.isPortTaken(containerPort)) {
      return false;
    }
    this.#startedUp.abort();
    return true;
  }

  async #startProbes(): Promise<void> {
    const { startupProbe } = this.#options.container;
    await sleep(STARTUP_MS, undefined, {
      ref: false,
      signal: this.#startedUp.signal,
    }).catch(() => {
      // Woken early.
    });
    if (this.#ended || this.#stopping) {
      return;
    }
    if (startupProbe) {
      const prober = this.#probe(startupProbe, 'Startup', healthy => {
        prober.stop();
        if (healthy) {
          this.#started = true;
          this.#startLaterProbes();
          this.#options.onChange();
        } else {
          this.#restart('startup', startupProbe);
        }
      });
    } else {
      this.#startLaterProbes();
    }
  }

  #startLaterProbes(): void {
    const { readinessProbe, livenessProbe } = this.#options.container;
    if (readinessProbe) {
      this.#probe(readinessProbe, 'Readiness', healthy => {
        if (this.#ready !== healthy) {
          this.#ready = healthy;
          this.#options.onChange();
        }
      });
    }
    if (livenessProbe) {
      this.#probe(livenessProbe, 'Liveness', healthy => {
        if (!healthy) {
          this.#restart('liveness', livenessProbe);
        }
      });
    }
  }

  #probe(
    probe: Probe,
    title: string,
    onResult: (healthy: boolean) => void,
  ): Prober {
    const { container, context, podIP, reporter } = this.#options;
    const prober = Prober.start({
      probe,
      look: made =>
        lookAt(
          {
            container,
            podIP,
            portOf: port => this.portOf(port),
            exec: (command, signal) =>
              context.run(this.running, command, signal),
          },
          made,
        ),
      onOutcome: ({ unknown, message }) =>
        reporter.warning(
          'Unhealthy',
          unknown
            ? `${title} probe errored and resulted in unknown state: ${message}`
            : `${title} probe failed: ${message}`,
        ),
      onResult,
    });
    this.#probers.push(prober);
    return prober;
  }

  #restart(why: string, probe: Probe): void {
    const { container, pod, reporter } = this.#options;
    reporter.normal(
      'Killing',
      `Container ${container.name} failed ${why} probe, will be restarted`,
    );
    const seconds =
      probe.terminationGracePeriodSeconds ??
      pod.spec?.terminationGracePeriodSeconds ??
      30;
    this.stop(seconds * 1000);
  }

  #stopProbes(): void {
    for (const prober of this.#probers) {
      prober.stop();
    }
  }

  async #runPreStop(graceMs: number): Promise<void> {
    const { container, context, reporter } = this.#options;
    const hook: {
      exec?: { command?: string[] };
      sleep?: { seconds?: number };
    } = container.lifecycle?.preStop ?? {};
    if (hook.sleep) {
      await Promise.race([
        sleep((hook.sleep.seconds ?? 0) * 1000, undefined, { ref: false }),
        this.exited,
      ]);
    } else if (hook.exec) {
      try {
        const { exitCode, output } = await context.run(
          this.running,
          hook.exec.command ?? [],
          AbortSignal.timeout(Math.max(graceMs, 1)),
        );
        if (exitCode !== 0) {
          reporter.warning(
            'FailedPreStopHook',
            `PreStopHook failed: ${output}`,
          );
        }
      } catch (error) {
        reporter.warning('FailedPreStopHook', `PreStopHook failed: ${error}`);
      }
    }
  }
}
