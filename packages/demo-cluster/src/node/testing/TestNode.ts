import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  ContainerStatus,
  Namespace,
  PersistentVolume,
  PersistentVolumeClaim,
  Pod,
  PodSpec,
} from 'kubernetes-types/core/v1';
import type { VolumeAttachment } from 'kubernetes-types/storage/v1';
import type { Stored } from '../../model/objects';
import { DefaultRegistry } from '../../registry/DefaultRegistry';
import {
  events,
  namespaces,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  volumeAttachments,
} from '../../resources';
import { ObjectStore } from '../../store/ObjectStore';
import { DemoNode } from '../DemoNode';

const PACKAGE = dirname(require.resolve('../../../package.json'));
const IMAGES = join(PACKAGE, 'images');
const TEST_IMAGES = join(PACKAGE, 'src/node/testing/images');
const NAMESPACE = 'demo';
const TIMEOUT_MS = 15_000;

/** The nodes over a real registry and real folders, without controllers: tests do what these would do. */
export class TestNode {
  readonly stateDirectory: string;
  readonly registry: DefaultRegistry;
  readonly warnings: string[] = [];
  readonly #directory: string;
  node: DemoNode;

  static create(): TestNode {
    return new TestNode();
  }

  private constructor() {
    this.#directory = realpathSync(
      mkdtempSync(join(tmpdir(), 'demo-cluster-nodes-')),
    );
    this.stateDirectory = join(this.#directory, 'state');
    const objects = join(this.#directory, 'objects');
    const images = join(this.#directory, 'images');
    mkdirSync(objects);
    for (const folder of [IMAGES, TEST_IMAGES]) {
      for (const name of readdirSync(folder)) {
        mkdirSync(images, { recursive: true });
        symlinkSync(join(folder, name), join(images, name));
      }
    }
    this.registry = DefaultRegistry.create({
      store: ObjectStore.open({ directory: objects }),
    });
    this.registry.create<Namespace>(namespaces, {
      metadata: { name: NAMESPACE },
    });
    this.node = this.#createNode();
    this.node.start();
  }

  /** Stops the nodes and starts new ones over the same state. */
  async restart(): Promise<void> {
    await this.node.stop();
    this.node = this.#createNode();
    this.node.start();
  }

  async close(): Promise<void> {
    await this.node.stop();
    rmSync(this.#directory, { recursive: true, force: true });
  }

  /** A folder outside of everything that containers may see. */
  outside(): string {
    const path = join(this.#directory, 'outside');
    cpSync(TEST_IMAGES, path, { recursive: true });
    return path;
  }

  createPod(
    name: string,
    spec: PodSpec,
    metadata: Pod['metadata'] = {},
  ): Stored<Pod> {
    return this.registry.create<Pod>(pods, {
      metadata: { ...metadata, name, namespace: NAMESPACE },
      spec: { nodeName: 'n1', terminationGracePeriodSeconds: 1, ...spec },
    });
  }

  pod(name: string): Stored<Pod> | undefined {
    return this.registry.find(pods, NAMESPACE, name);
  }

  deletePod(name: string, gracePeriodSeconds?: number): void {
    this.registry.delete(pods, NAMESPACE, name, { gracePeriodSeconds });
  }

  /** The status of a pod's container, by default of the first. */
  container(pod: string, container?: string): ContainerStatus | undefined {
    const status = this.pod(pod)?.status;
    const statuses = [
      ...(status?.containerStatuses ?? []),
      ...(status?.initContainerStatuses ?? []),
    ];
    return container
      ? statuses.find(({ name }) => name === container)
      : statuses[0];
  }

  /** Where a port of a pod is reached on 127.0.0.1. */
  portOf(pod: string, containerPort: number): number | undefined {
    return this.node.portOf(this.pod(pod)?.metadata.uid ?? '', containerPort);
  }

  /** What a container's program has printed. */
  log(pod: string, container: string): string {
    const uid = this.pod(pod)?.metadata.uid ?? '';
    const path = join(
      this.stateDirectory,
      'pods',
      uid,
      'containers',
      container,
      'container.log',
    );
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  /** A claim that is bound to a new volume. */
  async createClaim(name: string): Promise<void> {
    await this.node.volumeDriver.create({
      handle: name,
      capacityBytes: 0,
      parameters: {},
    });
    const spec = {
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'standard',
    };
    const claim = this.registry.create<PersistentVolumeClaim>(
      persistentVolumeClaims,
      {
        metadata: { name, namespace: NAMESPACE },
        spec: {
          ...spec,
          volumeName: name,
          resources: { requests: { storage: '64Mi' } },
        },
      },
    );
    this.registry.create<PersistentVolume>(persistentVolumes, {
      metadata: { name },
      spec: {
        ...spec,
        capacity: { storage: '64Mi' },
        claimRef: {
          kind: 'PersistentVolumeClaim',
          namespace: NAMESPACE,
          name,
          uid: claim.metadata.uid,
        },
        csi: { driver: 'loop.csi.test', volumeHandle: name },
      },
    });
    this.registry.mutate(
      persistentVolumeClaims,
      NAMESPACE,
      name,
      draft => Object.assign(draft, { status: { phase: 'Bound' } }),
      { subresource: 'status' },
    );
  }

  /** What the attach-detach controller does. */
  attach(volume: string, nodeName = 'n1'): void {
    const name = `attachment-${volume}`;
    this.registry.create<VolumeAttachment>(volumeAttachments, {
      metadata: { name },
      spec: {
        attacher: 'loop.csi.test',
        nodeName,
        source: { persistentVolumeName: volume },
      },
    });
    this.registry.mutate(
      volumeAttachments,
      undefined,
      name,
      draft => Object.assign(draft, { status: { attached: true } }),
      { subresource: 'status' },
    );
  }

  /** Runs a command in a pod's container. */
  async exec(
    pod: string,
    command: string[],
    options: { container?: string; stdin?: string | Uint8Array } = {},
  ) {
    const stdout: Uint8Array[] = [];
    const stderr: Uint8Array[] = [];
    const status = await this.node.podExec.exec({
      namespace: NAMESPACE,
      pod,
      container: options.container,
      command,
      stdin:
        options.stdin === undefined
          ? undefined
          : Promise.resolve(Buffer.from(options.stdin)),
      stdout: async chunk => {
        stdout.push(chunk);
      },
      stderr: async chunk => {
        stderr.push(chunk);
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const bytes = Buffer.concat(stdout);
    return {
      status,
      bytes,
      stdout: bytes.toString('utf8'),
      stderr: Buffer.concat(stderr).toString('utf8'),
    };
  }

  async untilReady(pod: string): Promise<Stored<Pod>> {
    return this.until(() => {
      const found = this.pod(pod);
      const ready = found?.status?.conditions?.find(
        ({ type }) => type === 'Ready',
      );
      return ready?.status === 'True' ? found : undefined;
    });
  }

  /** Waits for something that is not there at first. */
  async until<T>(
    find: () => T | undefined | false | Promise<T | undefined | false>,
  ): Promise<T> {
    const end = Date.now() + TIMEOUT_MS;
    for (;;) {
      const found = await find();
      if (found) {
        return found;
      }
      if (Date.now() > end) {
        throw new Error(`Waited in vain: ${this.#describe()}`);
      }
      await sleep(20);
    }
  }

  /** `reason: message` of the events about a pod. */
  eventsOf(pod: string): string[] {
    return this.registry
      .list(events, { namespace: NAMESPACE })
      .filter(({ involvedObject }) => involvedObject.name === pod)
      .map(({ reason, message }) => `${reason}: ${message}`);
  }

  #describe(): string {
    const statuses = this.registry
      .list(pods)
      .map(({ metadata, status }) => ({ name: metadata.name, status }));
    return JSON.stringify(statuses, undefined, 1);
  }

  #createNode(): DemoNode {
    return DemoNode.create({
      registry: this.registry,
      stateDirectory: this.stateDirectory,
      imagesDirectory: join(this.#directory, 'images'),
      logger: {
        debug: () => {},
        warn: message => this.warnings.push(message),
        error: message => this.warnings.push(message),
      },
    });
  }
}
