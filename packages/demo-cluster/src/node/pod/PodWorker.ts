import type { Pod } from 'kubernetes-types/core/v1';
import { jsonEqual } from '../../model/json';
import { keyOf, type Stored } from '../../model/objects';
import { StatusError } from '../../model/StatusError';
import { pods } from '../../resources';
import { PodFolder } from '../files/PodFolder';
import type { NodeContext } from '../NodeContext';
import { timestamp } from '../../model/timestamp';
import type { MountedVolume } from '../volumes/MountedVolume';
import { VolumeNotReadyError } from '../volumes/VolumeNotReadyError';
import { gracePeriodMs } from './gracePeriod';
import { freePodAddress } from './podAddress';
import { PodContainers } from './PodContainers';
import { isPodTerminal } from '../../model/podState';
import { podStatus } from './podStatus';

const RETRY_MS = 5000;
const FIRST_MOUNT_RETRY_MS = 500;
/** The kubelet's longest wait between attempts to mount. */
const LAST_MOUNT_RETRY_MS = 122_000;

/**
 * The life of one pod on its node, from its volumes to its removal.
 *
 * @remarks
 * Level-triggered: {@link PodWorker.sync} looks at the pod as it is and does the next thing. It is called whenever the pod, one of its
 * volumes or one of its containers has changed.
 */
export class PodWorker {
  readonly #context: NodeContext;
  readonly #subnet: number;
  readonly #folder: PodFolder;
  readonly #containers: PodContainers;
  readonly #onRemoved: () => void;
  #pod: Stored<Pod>;
  #volumes?: Map<string, MountedVolume>;
  #podIP?: string;
  #mountRetryMs = FIRST_MOUNT_RETRY_MS;
  #timer?: NodeJS.Timeout;
  #isQueued = false;
  #isPaused = false;
  #isGone = false;
  #graceMs?: number;

  /**
   * @param options `subnet` is the node's part of the pod addresses; `onRemoved` is called when nothing of the pod is left on the node
   */
  static create(options: {
    context: NodeContext;
    pod: Stored<Pod>;
    subnet: number;
    onRemoved(): void;
  }): PodWorker {
    return new PodWorker(options);
  }

  private constructor(options: {
    context: NodeContext;
    pod: Stored<Pod>;
    subnet: number;
    onRemoved(): void;
  }) {
    const { context, pod } = options;
    this.#context = context;
    this.#subnet = options.subnet;
    this.#onRemoved = options.onRemoved;
    this.#pod = pod;
    this.#folder = PodFolder.of({
      stateDirectory: context.stateDirectory,
      uid: pod.metadata.uid,
    });
    this.#containers = PodContainers.create({
      context,
      pod,
      podFolder: this.#folder,
      onChange: () => this.enqueue(),
    });
  }

  get containers(): PodContainers {
    return this.#containers;
  }

  /** Whether the pod cannot start before something happens to its volumes. */
  get isWaitingForVolumes(): boolean {
    return this.#volumes === undefined;
  }

  /** Asks for a look at the pod, soon. */
  enqueue(): void {
    if (!this.#isQueued && !this.#isPaused) {
      this.#isQueued = true;
      setImmediate(() => {
        this.#isQueued = false;
        this.#trySync();
      });
    }
  }

  /** Ends all processes of the pod and leaves everything else as it is. */
  async pause(): Promise<void> {
    this.#isPaused = true;
    clearTimeout(this.#timer);
    await this.#containers.pause();
  }

  /** What should not go wrong (a full disk, say) must not take the other pods with it. */
  #trySync(): void {
    try {
      this.#sync();
    } catch (error) {
      this.#context.logger.error(`Pod '${keyOf(this.#pod)}': ${error}`);
      this.#timer = setTimeout(() => this.enqueue(), RETRY_MS);
      this.#timer.unref();
    }
  }

  #sync(): void {
    if (this.#isPaused || this.#isGone) {
      return;
    }
    const { namespace, name, uid } = this.#pod.metadata;
    const found = this.#context.registry.find(pods, namespace, name);
    if (found?.metadata.uid !== uid) {
      void this.#forget();
      return;
    }
    this.#pod = found;
    this.#containers.update(found);
    if (found.metadata.deletionTimestamp) {
      this.#terminate();
    } else if (!isPodTerminal(found)) {
      this.#advance();
    }
    this.#publish();
  }

  #advance(): void {
    if (!this.#volumes && !this.#mount()) {
      return;
    }
    this.#podIP ??=
      this.#pod.status?.podIP ??
      freePodAddress(this.#context.registry, this.#subnet);
    if (this.#containers.isFinished) {
      void this.#containers.stopSidecars(gracePeriodMs(this.#pod));
    } else if (this.#volumes) {
      this.#containers.advance(this.#volumes, this.#podIP);
    }
  }

  #mount(): boolean {
    const { recorder, volumes } = this.#context;
    clearTimeout(this.#timer);
    try {
      this.#volumes = volumes.mount(this.#pod);
      return true;
    } catch (error) {
      if (!(error instanceof VolumeNotReadyError)) {
        throw error;
      }
      if (error.failed) {
        recorder.event(this.#pod, {
          type: 'Warning',
          reason: 'FailedMount',
          message: error.message,
        });
        this.#timer = setTimeout(() => this.enqueue(), this.#mountRetryMs);
        this.#timer.unref();
        this.#mountRetryMs = Math.min(
          this.#mountRetryMs * 2,
          LAST_MOUNT_RETRY_MS,
        );
      }
      return false;
    }
  }

  #publish(): void {
    const { registry } = this.#context;
    const now = timestamp(registry.now());
    const status = podStatus({
      pod: this.#pod,
      containers: this.#containers,
      podIP: this.#podIP ?? this.#pod.status?.podIP,
      now,
    });
    if (!jsonEqual(status, this.#pod.status)) {
      const { namespace, name } = this.#pod.metadata;
      this.#pod = registry.mutate(
        pods,
        namespace,
        name,
        draft => Object.assign(draft, { status }),
        { subresource: 'status' },
      );
    }
  }

  #terminate(): void {
    const graceMs = gracePeriodMs(
      this.#pod,
      this.#pod.metadata.deletionGracePeriodSeconds,
    );
    if (this.#graceMs !== undefined && graceMs >= this.#graceMs) {
      return;
    }
    const isFirst = this.#graceMs === undefined;
    this.#graceMs = graceMs;
    clearTimeout(this.#timer);
    const stopped = this.#containers.stop(graceMs);
    if (isFirst) {
      void stopped.then(() => this.#removeFromRegistry());
    }
  }

  #removeFromRegistry(): void {
    if (this.#isPaused || this.#isGone) {
      return;
    }
    const { namespace, name, uid } = this.#pod.metadata;
    const { registry } = this.#context;
    this.#trySync();
    this.#removeFolder();
    try {
      registry.delete(pods, namespace, name, {
        gracePeriodSeconds: 0,
        preconditions: { uid },
      });
    } catch (error) {
      if (!(error instanceof StatusError)) {
        throw error;
      }
      // Somebody was faster.
    }
  }

  /** The pod was removed from the API. */
  async #forget(): Promise<void> {
    this.#isGone = true;
    clearTimeout(this.#timer);
    await this.#containers.stop(0);
    this.#removeFolder();
    this.#onRemoved();
  }

  #removeFolder(): void {
    const { containers = [], initContainers = [] } = this.#pod.spec ?? {};
    this.#folder.remove(
      new Map(
        [...initContainers, ...containers].map(container => [
          container.name,
          (container.volumeMounts ?? []).map(({ mountPath }) => mountPath),
        ]),
      ),
    );
  }
}
