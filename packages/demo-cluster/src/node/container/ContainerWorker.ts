import { randomBytes } from 'node:crypto';
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
import { timestamp } from '../timestamp';
import type { MountedVolume } from '../volumes/MountedVolume';
import { formatDuration, isBackOffReset, restartDelay } from './backOff';
import { ContainerConfigError } from './ContainerConfigError';
import type { ContainerInstance } from './ContainerInstance';
import {
  readRecord,
  writeRecord,
  type ContainerRecord,
} from './ContainerRecord';
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
  readonly #root: string;
  #volumes = new Map<string, MountedVolume>();
  #podIP = '';
  #begun = false;
  #stopped = false;
  #paused = false;
  /** Whether the container ends because another is to take its place. */
  #replaced = false;
  #record?: ContainerRecord;
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
    this.#record = readRecord(this.#folder);
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
    const ended = this.#record?.terminated;
    return (
      ended !== undefined &&
      !this.#instance &&
      (this.#stopped || !this.#isRestarted(ended))
    );
  }

  /** Whether the container has ended well, for good. */
  get hasSucceeded(): boolean {
    return this.isFinished && this.#record?.terminated?.exitCode === 0;
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
    if (this.#record?.terminated) {
      this.#afterEnd(this.#record, this.#record.terminated);
    } else {
      this.#run(this.#record);
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
      this.#run();
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
      record: this.#record,
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

  /** @param resumed - the record of a container that ran when the demo cluster was stopped */
  #run(resumed?: ContainerRecord): void {
    this.#waiting = undefined;
    this.#replaced = false;
    try {
      const prepared = this.#prepare(resumed);
      if (prepared) {
        this.#start(prepared, resumed);
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
      this.#timer = setTimeout(() => this.#run(), RETRY_MS);
      this.#timer.unref();
    }
  }

  /** Undefined when the container has to wait, forever unless its pod is replaced. */
  #prepare(resumed?: ContainerRecord): PreparedContainer | undefined {
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
    if (!resumed) {
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

  #nextRecord(): ContainerRecord {
    const before = this.#record;
    const now = timestamp(this.#options.context.registry);
    return {
      id: `demo://${randomBytes(32).toString('hex')}`,
      restartCount: before ? before.restartCount + 1 : 0,
      failures: before ? before.failures + 1 : 0,
      startedAt: now,
      lastTerminated: before?.terminated,
    };
  }

  #start(prepared: PreparedContainer, resumed?: ContainerRecord): void {
    const record = resumed ?? this.#nextRecord();
    writeRecord(this.#folder, record);
    this.#record = record;
    if (!resumed) {
      this.#reporter.normal('Created', 'Container created');
    }
    try {
      const instance = startInstance({
        ...this.#options,
        container: this.#container,
        prepared,
        podIP: this.#podIP,
        folder: this.#folder,
        isResumed: resumed !== undefined,
        reporter: this.#reporter,
      });
      this.#instance = instance;
      void instance.exited.then(exitCode => this.#exited(record, exitCode));
    } catch (error) {
      if (!(error instanceof StartError)) {
        throw error;
      }
      this.#failedToStart(record, error);
      return;
    }
    if (!resumed) {
      this.#reporter.normal('Started', 'Container started');
    }
    this.#options.onChange();
  }

  #failedToStart(record: ContainerRecord, { message }: StartError): void {
    this.#reporter.warning('Failed', `Error: ${message}`);
    this.#end(record, {
      containerID: record.id,
      exitCode: 128,
      reason: 'StartError',
      message,
      startedAt: '1970-01-01T00:00:00Z',
      finishedAt: timestamp(this.#options.context.registry),
    });
  }

  #exited(record: ContainerRecord, exitCode: number): void {
    this.#instance = undefined;
    if (this.#paused) {
      return;
    }
    this.#end(record, {
      containerID: record.id,
      exitCode,
      reason: exitCode === 0 ? 'Completed' : 'Error',
      startedAt: record.startedAt,
      finishedAt: timestamp(this.#options.context.registry),
    });
  }

  #end(record: ContainerRecord, terminated: ContainerStateTerminated): void {
    const ranLong = isBackOffReset(
      Date.parse(record.startedAt),
      Date.parse(terminated.finishedAt ?? ''),
    );
    const ended = {
      ...record,
      terminated,
      failures:
        ranLong && terminated.reason !== 'StartError' ? 0 : record.failures,
    };
    this.#record = ended;
    writeRecord(this.#folder, ended);
    this.#afterEnd(ended, terminated);
  }

  #isRestarted(ended: ContainerStateTerminated): boolean {
    const { restartPolicy } = this.#options;
    return (
      this.#replaced ||
      restartPolicy === 'Always' ||
      (restartPolicy === 'OnFailure' && ended.exitCode !== 0)
    );
  }

  #afterEnd(record: ContainerRecord, ended: ContainerStateTerminated): void {
    const { context, pod, onChange } = this.#options;
    if (this.#stopped || !this.#isRestarted(ended)) {
      onChange();
      return;
    }
    const delay = this.#replaced ? 0 : restartDelay(record.failures);
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
    this.#timer = setTimeout(() => this.#run(), Math.max(delay - elapsed, 0));
    this.#timer.unref();
    onChange();
  }
}
