import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type {
  Event,
  Node,
  PersistentVolumeClaim,
  Pod,
} from 'kubernetes-types/core/v1';
import type { StorageClass } from 'kubernetes-types/storage/v1';
import type { Stored } from '../../model/objects';
import type { VolumeDriver } from '../../model/VolumeDriver';
import { DefaultRegistry } from '../../registry/DefaultRegistry';
import {
  events,
  namespaces,
  nodes,
  persistentVolumeClaims,
  pods,
  storageClasses,
} from '../../resources';
import { ObjectStore } from '../../store/ObjectStore';
import { Controllers } from '../Controllers';
import { FakeNode } from './FakeNode';

const PATIENCE_MS = 5000;

/** A storage driver that remembers what it was asked for. */
class FakeDriver implements VolumeDriver {
  readonly volumes = new Set<string>();

  async create(volume: {
    handle: string;
    parameters: Record<string, string>;
  }): Promise<void> {
    if (volume.parameters.fail) {
      throw new Error(
        `rpc error: code = ResourceExhausted desc = ${volume.parameters.fail}`,
      );
    }
    this.volumes.add(volume.handle);
  }

  async delete(handle: string): Promise<void> {
    this.volumes.delete(handle);
  }
}

/** The real registry and all controllers, over a clock that tests can move and nodes that only pretend. */
export class TestCluster {
  readonly registry: DefaultRegistry;
  readonly driver = new FakeDriver();
  readonly node: FakeNode;
  readonly #directory: string;
  readonly #store: ObjectStore;
  #controllers: Controllers;
  #ahead = 0;

  static start(): TestCluster {
    return new TestCluster();
  }

  private constructor() {
    this.#directory = mkdtempSync(join(tmpdir(), 'controllers-'));
    this.#store = ObjectStore.open({ directory: this.#directory });
    this.registry = DefaultRegistry.create({
      store: this.#store,
      now: () => new Date(Date.now() + this.#ahead),
    });
    this.registry.create(namespaces, { metadata: { name: 'demo' } });
    for (const name of ['n1', 'n2']) {
      this.#createNode(name);
    }
    this.#createClass({ name: 'standard', isDefault: true, waits: true });
    this.#createClass({ name: 'immediate' });
    this.#createClass({ name: 'retained', reclaimPolicy: 'Retain' });
    this.#createClass({ name: 'shared', parameters: { shared: 'true' } });
    this.#createClass({ name: 'broken', parameters: { fail: 'it is full' } });
    this.node = FakeNode.start(this.registry);
    this.#controllers = this.#startControllers();
  }

  /** Moves the registry's clock; timers that wait for a deadline are not moved. */
  advance(milliseconds: number): void {
    this.#ahead += milliseconds;
  }

  stopControllers(): void {
    this.#controllers.stop();
  }

  /** As when the whole cluster stops and starts. */
  restartControllers(): void {
    this.#controllers.stop();
    this.#controllers = this.#startControllers();
  }

  stop(): void {
    this.#controllers.stop();
    this.node.stop();
    this.#store.close();
    rmSync(this.#directory, { recursive: true });
  }

  /** Repeats the expectation until it holds. */
  async eventually<T>(expectation: () => T): Promise<T> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      try {
        return expectation();
      } catch (error) {
        if (Date.now() > until) {
          throw error;
        }
      }
      await this.settle();
    }
  }

  /** Lets everything happen that can happen without waiting. */
  async settle(): Promise<void> {
    let version = -1;
    while (version !== this.registry.version) {
      version = this.registry.version;
      for (let turn = 0; turn < 10; turn += 1) {
        await new Promise(resolve => {
          setImmediate(resolve);
        });
      }
    }
    await new Promise(resolve => {
      setTimeout(resolve, 5);
    });
  }

  pods(): Stored<Pod>[] {
    return this.registry.list(pods, { namespace: 'demo' });
  }

  claim(name: string): Stored<PersistentVolumeClaim> {
    return this.registry.get(persistentVolumeClaims, 'demo', name);
  }

  createClaim(
    name: string,
    spec: Partial<NonNullable<PersistentVolumeClaim['spec']>> = {},
  ): Stored<PersistentVolumeClaim> {
    return this.registry.create<PersistentVolumeClaim>(persistentVolumeClaims, {
      metadata: { name, namespace: 'demo' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '64Mi' } },
        ...spec,
      },
    });
  }

  createPod(name: string, spec: Partial<Pod['spec']> = {}): Stored<Pod> {
    return this.registry.create<Pod>(pods, {
      metadata: { name, namespace: 'demo' },
      spec: {
        containers: [{ name: 'app', image: 'localhost/guestbook:1' }],
        ...spec,
      },
    });
  }

  /** `reason: message` of the events about objects of that name, oldest first. */
  eventsOf(name: string): string[] {
    return this.registry
      .list<Event>(events)
      .filter(({ involvedObject }) => involvedObject.name === name)
      .map(({ reason, message }) => `${reason}: ${message}`);
  }

  #startControllers(): Controllers {
    const controllers = Controllers.create({
      registry: this.registry,
      volumeDriver: this.driver,
      logger: { debug() {}, warn() {}, error() {} },
    });
    controllers.start();
    return controllers;
  }

  #createNode(name: string): void {
    this.registry.create<Node>(nodes, {
      metadata: { name, labels: { 'kubernetes.io/hostname': name } },
      spec: {},
    });
    this.registry.mutate(
      nodes,
      undefined,
      name,
      draft =>
        Object.assign(draft, {
          status: { allocatable: { cpu: '4', memory: '8Gi', pods: '110' } },
        }),
      { subresource: 'status' },
    );
  }

  #createClass(options: {
    name: string;
    isDefault?: boolean;
    waits?: boolean;
    reclaimPolicy?: string;
    parameters?: Record<string, string>;
  }): void {
    const { name, isDefault, waits, reclaimPolicy, parameters } = options;
    this.registry.create<StorageClass>(storageClasses, {
      metadata: {
        name,
        annotations: isDefault
          ? { 'storageclass.kubernetes.io/is-default-class': 'true' }
          : {},
      },
      provisioner: 'loop.csi.test',
      volumeBindingMode: waits ? 'WaitForFirstConsumer' : 'Immediate',
      reclaimPolicy,
      parameters,
    });
  }
}

/** Volumes and mounts of a pod that has its data in a claim. */
export function withClaim(claimName: string): NonNullable<Pod['spec']> {
  return {
    containers: [
      {
        name: 'app',
        image: 'localhost/guestbook:1',
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
      },
    ],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }],
  };
}
