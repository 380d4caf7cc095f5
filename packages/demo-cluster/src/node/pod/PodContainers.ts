import type { Container, Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import {
  ContainerWorker,
  type RestartPolicy,
} from '../container/ContainerWorker';
import type { PodFolder } from '../files/PodFolder';
import type { NodeContext } from '../NodeContext';
import type { MountedVolume } from '../volumes/MountedVolume';

/** A container that comes before the others. */
interface InitContainer {
  worker: ContainerWorker;
  /** Whether it runs as long as the pod does. */
  isSidecar: boolean;
}

/**
 * The containers of one pod, and the order in which they start and end.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/init-containers/
 * @see https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
 */
export class PodContainers {
  readonly #init: InitContainer[];
  readonly #main: ContainerWorker[];

  static create(options: {
    context: NodeContext;
    pod: Stored<Pod>;
    podFolder: PodFolder;
    onChange(): void;
  }): PodContainers {
    return new PodContainers(options);
  }

  private constructor(options: {
    context: NodeContext;
    pod: Stored<Pod>;
    podFolder: PodFolder;
    onChange(): void;
  }) {
    const { pod } = options;
    const policy = (pod.spec?.restartPolicy ?? 'Always') as RestartPolicy;
    const create = (container: Container, restartPolicy: RestartPolicy) =>
      ContainerWorker.create({
        ...options,
        container,
        restartPolicy,
        isPortTaken: port => this.portOf(port) !== undefined,
      });
    this.#init = (pod.spec?.initContainers ?? []).map(container => {
      const isSidecar = container.restartPolicy === 'Always';
      const initPolicy = policy === 'Never' ? 'Never' : 'OnFailure';
      return {
        isSidecar,
        worker: create(container, isSidecar ? 'Always' : initPolicy),
      };
    });
    this.#main = (pod.spec?.containers ?? []).map(container =>
      create(container, policy),
    );
  }

  get init(): ContainerWorker[] {
    return this.#init.map(({ worker }) => worker);
  }

  get main(): ContainerWorker[] {
    return this.#main;
  }

  /** Whether all containers that make the pod's work have ended for good. */
  get isFinished(): boolean {
    return (
      this.#main.every(worker => worker.isFinished) ||
      this.#init.some(({ worker }) => worker.isFinished && !worker.hasSucceeded)
    );
  }

  /** Names of the init containers that have not done their part. */
  get uninitialized(): string[] {
    return this.#init
      .filter(({ worker, isSidecar }) =>
        isSidecar ? !worker.hasStarted : !worker.hasSucceeded,
      )
      .map(({ worker }) => worker.name);
  }

  find(name: string): ContainerWorker | undefined {
    return [...this.init, ...this.#main].find(worker => worker.name === name);
  }

  /** Where connections to a port of the pod go on 127.0.0.1. */
  portOf(containerPort: number): number | undefined {
    for (const worker of [...this.init, ...this.#main]) {
      const port = worker.portOf(containerPort);
      if (port !== undefined) {
        return port;
      }
    }
    return undefined;
  }

  /** Takes over what may change in a pod: the images of its containers. */
  update(pod: Stored<Pod>): void {
    const { containers = [], initContainers = [] } = pod.spec ?? {};
    for (const { name, image } of [...initContainers, ...containers]) {
      this.find(name)?.setImage(image ?? '');
    }
  }

  /** Starts what may start by now. */
  advance(volumes: Map<string, MountedVolume>, podIP: string): void {
    if (this.isFinished) {
      return;
    }
    let isBlocked = false;
    for (const { worker, isSidecar } of this.#init) {
      if (!isBlocked) {
        worker.start(volumes, podIP);
        isBlocked = isSidecar ? !worker.hasStarted : !worker.hasSucceeded;
      }
    }
    if (!isBlocked) {
      for (const worker of this.#main) {
        worker.start(volumes, podIP);
      }
    }
  }

  /** Ends the containers, sidecars last and in reverse order. */
  async stop(graceMs: number): Promise<void> {
    const deadline = Date.now() + graceMs;
    await Promise.all(this.#main.map(worker => worker.stop(graceMs)));
    await this.stopSidecars(deadline - Date.now());
  }

  async stopSidecars(graceMs: number): Promise<void> {
    const deadline = Date.now() + graceMs;
    for (const worker of this.init.toReversed()) {
      await worker.stop(deadline - Date.now());
    }
  }

  /** See {@link ContainerWorker.pause}. */
  async pause(): Promise<void> {
    await Promise.all(
      [...this.init, ...this.#main].map(worker => worker.pause()),
    );
  }
}
