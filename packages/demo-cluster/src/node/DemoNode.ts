import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Pod } from 'kubernetes-types/core/v1';
import type { Logger } from '../model/Logger';
import type { Stored } from '../model/objects';
import type { PodExec } from '../model/PodExec';
import type { VolumeDriver } from '../model/VolumeDriver';
import { EventRecorder } from '../registry/EventRecorder';
import type { Registry } from '../registry/Registry';
import {
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  volumeAttachments,
} from '../resources';
import { readRecord } from './container/ContainerRecord';
import { createContexts } from './createContexts';
import { ContainerExec } from './exec/ContainerExec';
import { ContainerShell } from './exec/ContainerShell';
import { ShellProcess } from './exec/ShellProcess';
import { PodFolder } from './files/PodFolder';
import type { NodeContext } from './NodeContext';
import { registerNodes } from './nodeObjects';
import { PodWorker } from './pod/PodWorker';
import { endLeftover } from './process/leftovers';
import { ServiceForwarder } from './services/ServiceForwarder';
import { VolumeFolders } from './volumes/VolumeFolders';

/** The nodes' names. The position of each is its part of the pod addresses. */
const NODE_NAMES = ['n1', 'n2'];

/** What the nodes are made from. */
export interface DemoNodeOptions {
  registry: Registry;
  /** Where pods and volumes are kept. Made when it is missing. */
  stateDirectory: string;
  /** The images, and beside them in `runtime/` what runs in every container. */
  imagesDirectory: string;
  logger: Logger;
}

/**
 * The nodes of the demo cluster. They run the pods that are assigned to them, forward the ports of Services, and run commands in containers.
 *
 * Design
 *
 * A pod is a folder that is copied from its images, a volume a folder that is linked into it, and a container a Node process that is
 * confined to them by Node's permission model. There is no other root directory and no other network, so programs find their files below
 * `CONTAINER_ROOT`, and a port that a program listens on is another one out here, which only the node knows.
 *
 * One {@link PodWorker} per pod drives it to what the API says. Workers, containers and volumes tell each other only that something has
 * changed; what is to be done is always derived from what is. Nothing runs while nothing changes, except probes.
 *
 * What outlives a pod's processes is on disk beside its files, so that a stop of the demo cluster is a pause: the next start goes on with
 * the same containers.
 */
export class DemoNode {
  readonly podExec: PodExec;
  readonly volumeDriver: VolumeDriver;
  readonly #registry: Registry;
  readonly #stateDirectory: string;
  readonly #shellProcess: ShellProcess;
  readonly #contexts: Map<string, NodeContext>;
  readonly #workers = new Map<string, PodWorker>();
  readonly #forwarder: ServiceForwarder;
  readonly #unwatch: (() => void)[] = [];

  static create(options: DemoNodeOptions): DemoNode {
    return new DemoNode(options);
  }

  private constructor(options: DemoNodeOptions) {
    const { registry, logger } = options;
    // Confinement compares path texts, so there must be only one for each file.
    mkdirSync(options.stateDirectory, { recursive: true });
    const stateDirectory = realpathSync(options.stateDirectory);
    const runtimeDirectory = realpathSync(
      join(options.imagesDirectory, 'runtime'),
    );
    const volumeFolders = VolumeFolders.create({ stateDirectory });
    this.#registry = registry;
    this.#stateDirectory = stateDirectory;
    this.volumeDriver = volumeFolders;
    this.#shellProcess = ShellProcess.create({
      runtimeDirectory,
      folders: ['nodes', 'pods', 'volumes'].map(name =>
        makeFolder(join(stateDirectory, name)),
      ),
    });
    const shell = ContainerShell.create({ process: this.#shellProcess });
    this.#contexts = createContexts({
      ...options,
      stateDirectory,
      runtimeDirectory,
      volumeFolders,
      shell,
      nodes: NODE_NAMES,
    });
    this.podExec = ContainerExec.create({
      registry,
      shell,
      find: (uid, container) =>
        this.#workers.get(uid)?.containers.find(container)?.running,
    });
    this.#forwarder = ServiceForwarder.create({
      registry,
      logger,
      recorder: EventRecorder.create({ registry, component: 'kube-proxy' }),
      findPort: (uid, port) => this.portOf(uid, port),
    });
  }

  start(): void {
    const registry = this.#registry;
    registerNodes(registry, NODE_NAMES);
    const volumesChanged = () => this.#volumesChanged();
    this.#unwatch.push(
      registry.watch(pods, ({ object }) => this.#take(object)),
      registry.watch(persistentVolumeClaims, volumesChanged),
      registry.watch(persistentVolumes, volumesChanged),
      registry.watch(volumeAttachments, volumesChanged),
    );
    for (const pod of registry.list(pods)) {
      this.#take(pod);
    }
    this.#removeLeftovers();
    this.#forwarder.start();
  }

  /** Where connections to a port of a pod go on 127.0.0.1; undefined while nothing listens there. */
  portOf(podUid: string, containerPort: number): number | undefined {
    return this.#workers.get(podUid)?.containers.portOf(containerPort);
  }

  /** Ends all containers. The next start goes on with them. */
  async stop(): Promise<void> {
    for (const unwatch of this.#unwatch.splice(0)) {
      unwatch();
    }
    this.#forwarder.stop();
    const workers = [...this.#workers.values()];
    this.#workers.clear();
    await Promise.all(workers.map(worker => worker.pause()));
    this.#shellProcess.stop();
  }

  #take(pod: Stored<Pod>): void {
    const { uid } = pod.metadata;
    const nodeName = pod.spec?.nodeName ?? '';
    const context = this.#contexts.get(nodeName);
    if (!context) {
      return;
    }
    let worker = this.#workers.get(uid);
    if (!worker) {
      worker = PodWorker.create({
        context,
        pod,
        subnet: NODE_NAMES.indexOf(nodeName) + 1,
        onRemoved: () => this.#workers.delete(uid),
      });
      this.#workers.set(uid, worker);
    }
    worker.enqueue();
  }

  #volumesChanged(): void {
    for (const worker of this.#workers.values()) {
      if (worker.isWaitingForVolumes) {
        worker.enqueue();
      }
    }
  }

  /** Processes and folders that the demo cluster left when it was stopped by force, of pods that may be gone meanwhile. */
  #removeLeftovers(): void {
    for (const uid of PodFolder.list(this.#stateDirectory)) {
      const folder = PodFolder.of({
        stateDirectory: this.#stateDirectory,
        uid,
      });
      for (const container of folder.containers()) {
        const { pid } = readRecord(folder.container(container)) ?? {};
        if (pid !== undefined) {
          endLeftover(pid, folder.root(container));
        }
      }
      if (!this.#workers.has(uid)) {
        folder.remove(new Map());
      }
    }
  }
}

function makeFolder(path: string): string {
  mkdirSync(path, { recursive: true });
  return path;
}
