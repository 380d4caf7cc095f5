import type {
  Container,
  ContainerStateTerminated,
  ContainerStatus,
  Pod,
} from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import type { PodFolder } from '../files/PodFolder';
import type { NodeContext } from '../NodeContext';
import { gracePeriodMs } from '../pod/gracePeriod';
import type { MountedVolume } from '../volumes/MountedVolume';
import { formatDuration, restartDelay } from './backOff';
import { ContainerConfigError } from './ContainerConfigError';
import { ContainerHistory } from './ContainerHistory';
import type { ContainerInstance } from './ContainerInstance';
import { ContainerReporter } from './ContainerReporter';
import { containerStatus } from './containerStatus';
import { waitForImage } from './imagePull';
import { prepareContainer, type PreparedContainer } from './prepareContainer';
import { StartError } from './resolveProgram';
import { startInstance } from './startInstance';
import type { RunningContainer } from './RunningContainer';

/** Which containers are restarted: all, those that failed, none. */
export type RestartPolicy = 'Always' | 'OnFailure' | 'Never';

/** How long after something went wrong that should not have, e.g. a full disk, the container is tried again. */
const RETRY_MS = 10_000;

/** The container of a pod that a worker cares for. */
export interface WorkerOptions {
  context: NodeContext;
  pod: Stored<Pod>;
  container: Container;
  restartPolicy: RestartPolicy;
  podFolder: PodFolder;
  isPortTaken(containerPort: number): boolean;
  /** The container's status is another. */
  onChange(): void;
}

/**
 * The life of one container of a pod, over all its restarts.
 */
export class ContainerWorker {
  readonly name: string;
  readonly #options: WorkerOptions;
  #container: Container;
  readonly #reporter: ContainerReporter;
  readonly #folder: string;
  readonly #history: ContainerHistory;
  readonly #root: string;
  #volumes = new Map<string, MountedVolume>();
  #podIP = '';
  #begun = false;
  #stopped = false;
  #paused = false;
  /** Whether the container ends because another is to take its place. */
  #replaced = false;
  #instance?: ContainerInstance;
  #waiting?: { reason: string; message?: string };
  #timer?: NodeJS.Timeout;

  static create(options: WorkerOptions): ContainerWorker {
    return new ContainerWorker(options);
  }

  private constructor(options: WorkerOptions) {
    const { context, pod, container, podFolder } = options;
    this.#options = options;
    this.#container = container;
    this.name = container.name;
    this.#folder = podFolder.container(container.name);
    this.#root = podFolder.root(container.name);
    this.#history = ContainerHistory.open({
      folder: this.#folder,
      registry: context.registry,
    });
    this.#reporter = ContainerReporter.create({
      recorder: context.recorder,
      pod,
      container,
    });
  }

  /** The container while it runs. */
  get running(): RunningContainer | undefined {
    return this.#instance?.running;
  }

  /** Whether the container has ended and will not be restarted. */
  get isFinished(): boolean {
    const { ended } = this.#history;
    return (
      ended !== undefined &&
      !this.#instance &&
      (this.#stopped || !this.#isRestarted(ended))
    );
  }

  /** Whether the container has ended well, for good. */
  get hasSucceeded(): boolean {
    return this.isFinished && this.#history.ended?.exitCode === 0;
  }

  /** Whether the container runs and has passed its startup probe. */
  get hasStarted(): boolean {
    return this.#instance?.started ?? false;
  }

  /** See {@link ContainerInstance.portOf}. */
  portOf(containerPort: number): number | undefined {
    return this.#instance?.portOf(containerPort);
  }

  /** Starts the container, or goes on where the demo cluster was stopped. Does nothing when that has been done. */
  start(volumes: Map<string, MountedVolume>, podIP: string): void {
    if (this.#begun || this.#stopped) {
      return;
    }
    this.#begun = true;
    this.#volumes = volumes;
    this.#podIP = podIP;
    if (this.#history.ended) {
      this.#afterEnd(this.#history.ended);
    } else {
      this.#run({ isResumed: this.#history.record !== undefined });
    }
  }

  /** Replaces the container when it was made from another image. */
  setImage(image: string): void {
    if (image === this.#container.image || this.#stopped) {
      return;
    }
    this.#container = { ...this.#container, image };
    if (this.#instance) {
      const { pod } = this.#options;
      this.#reporter.normal(
        'Killing',
        `Container ${this.name} definition changed, will be restarted`,
      );
      this.#replaced = true;
      this.#instance.stop(gracePeriodMs(pod));
    } else if (this.#waiting) {
      clearTimeout(this.#timer);
      this.#run({ isResumed: false });
    }
  }

  /**
   * Ends the container for good.
   *
   * @param graceMs - milliseconds that its program gets
   */
  async stop(graceMs: number): Promise<void> {
    const isFirst = !this.#stopped;
    this.#stopped = true;
    clearTimeout(this.#timer);
    const instance = this.#instance;
    if (!instance) {
      return;
    }
    if (isFirst) {
      this.#reporter.normal('Killing', `Stopping container ${this.name}`);
    }
    instance.stop(graceMs);
    await instance.exited;
  }

  /** Ends the process at once. What is known of the container stays as it is, for the next start of the demo cluster. */
  async pause(): Promise<void> {
    this.#paused = true;
    this.#stopped = true;
    clearTimeout(this.#timer);
    const instance = this.#instance;
    instance?.kill();
    await instance?.exited;
  }

  status(): ContainerStatus {
    const { context, pod } = this.#options;
    const container = this.#container;
    return containerStatus({
      pod,
      container,
      image: context.images.find(container.image ?? ''),
      record: this.#history.record,
      running: this.#instance,
      waiting: this.#stopped ? undefined : this.#waiting,
      isInitDone: this.#isInit() && this.hasSucceeded,
    });
  }

  #isInit(): boolean {
    const { pod } = this.#options;
    return (pod.spec?.initContainers ?? []).some(
      ({ name }) => name === this.name,
    );
  }

  /** @param options `isResumed` for a container that ran when the demo cluster was stopped */
  #run(options: { isResumed: boolean }): void {
    this.#waiting = undefined;
    this.#replaced = false;
    try {
      const prepared = this.#prepare(options);
      if (prepared) {
        this.#start(prepared, options);
      }
    } catch (error) {
      this.#couldNotRun(error instanceof Error ? error : new Error(`${error}`));
    }
  }

  #couldNotRun(error: Error): void {
    const isConfig = error instanceof ContainerConfigError;
    this.#reporter.warning('Failed', `Error: ${error.message}`);
    this.#wait(
      isConfig ? 'CreateContainerConfigError' : 'CreateContainerError',
      error.message,
    );
    if (!isConfig) {
      this.#timer = setTimeout(() => this.#run({ isResumed: false }), RETRY_MS);
      this.#timer.unref();
    }
  }

  /** Undefined when the container has to wait, forever unless its pod is replaced. */
  #prepare(options: { isResumed: boolean }): PreparedContainer | undefined {
    const { context, pod } = this.#options;
    const container = this.#container;
    const image = context.images.find(container.image ?? '');
    if (!image) {
      this.#timer = waitForImage({
        container,
        reporter: this.#reporter,
        wait: (reason, message) => this.#wait(reason, message),
      });
      return undefined;
    }
    if (!options.isResumed) {
      this.#reporter.normal(
        'Pulled',
        `Container image "${image.name}" already present on machine and can be accessed by the pod`,
      );
    }
    return prepareContainer({
      pod,
      container,
      image,
      root: this.#root,
      volumes: this.#volumes,
      podIP: this.#podIP,
    });
  }

  #wait(reason: string, message: string): void {
    this.#waiting = { reason, message };
    this.#options.onChange();
  }

  #start(
    prepared: PreparedContainer,
    { isResumed }: { isResumed: boolean },
  ): void {
    if (!isResumed) {
      this.#history.begin();
      this.#reporter.normal('Created', 'Container created');
    }
    try {
      this.#instance = startInstance({
        ...this.#options,
        container: this.#container,
        prepared,
        podIP: this.#podIP,
        folder: this.#folder,
        isResumed,
        reporter: this.#reporter,
      });
    } catch (error) {
      if (!(error instanceof StartError)) {
        throw error;
      }
      this.#reporter.warning('Failed', `Error: ${error.message}`);
      this.#history.failToStart(error.message);
      this.#afterEnd(this.#history.ended);
      return;
    }
    this.#history.run(this.#instance.pid);
    void this.#instance.exited.then(exitCode => this.#exited(exitCode));
    if (!isResumed) {
      this.#reporter.normal('Started', 'Container started');
    }
    this.#options.onChange();
  }

  #exited(exitCode: number): void {
    this.#instance = undefined;
    if (!this.#paused) {
      this.#history.end(exitCode);
      this.#afterEnd(this.#history.ended);
    }
  }

  #isRestarted(ended: ContainerStateTerminated): boolean {
    const { restartPolicy } = this.#options;
    return (
      this.#replaced ||
      restartPolicy === 'Always' ||
      (restartPolicy === 'OnFailure' && ended.exitCode !== 0)
    );
  }

  #afterEnd(ended: ContainerStateTerminated | undefined): void {
    const { context, pod, onChange } = this.#options;
    if (!ended || this.#stopped || !this.#isRestarted(ended)) {
      onChange();
      return;
    }
    const delay = this.#replaced ? 0 : restartDelay(this.#history.failures);
    const elapsed =
      context.registry.now().getTime() - Date.parse(ended.finishedAt ?? '');
    if (delay > 0) {
      const { namespace, name, uid } = pod.metadata;
      this.#reporter.warning(
        'BackOff',
        `Back-off restarting failed container ${this.name} in pod ${name}_${namespace}(${uid})`,
      );
      this.#wait(
        'CrashLoopBackOff',
        `back-off ${formatDuration(delay)} restarting failed container=${this.name} pod=${name}_${namespace}(${uid})`,
      );
    }
    this.#timer = setTimeout(
      () => this.#run({ isResumed: false }),
      Math.max(delay - elapsed, 0),
    );
    this.#timer.unref();
    onChange();
  }
}
