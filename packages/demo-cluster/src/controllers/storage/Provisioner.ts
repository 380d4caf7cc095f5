import type { PersistentVolumeClaim } from 'kubernetes-types/core/v1';
import type { StorageClass } from 'kubernetes-types/storage/v1';
import { keyOf, splitKey, type Stored } from '../../model/objects';
import type { VolumeDriver } from '../../model/VolumeDriver';
import { EventRecorder } from '../../registry/EventRecorder';
import type { Registry } from '../../registry/Registry';
import {
  persistentVolumeClaims,
  persistentVolumes,
  storageClasses,
} from '../../resources';
import type { Controller, ControllerContext } from '../Controller';
import { Subscriptions } from '../Subscriptions';
import { WorkQueue } from '../WorkQueue';
import {
  classOf,
  LOOP_PROVISIONER,
  SELECTED_NODE,
  STORAGE_PROVISIONER,
  waitsForConsumer,
} from './claims';
import { isInfeasible, provisionedVolume, wantedVolume } from './provisioning';

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 300_000;

/**
 * Makes volumes for the claims of classes with the provisioner `loop.csi.test`.
 *
 * @see https://kubernetes-csi.github.io/docs/external-provisioner.html
 */
export class Provisioner implements Controller {
  readonly #registry: Registry;
  readonly #driver: VolumeDriver;
  readonly #recorder: EventRecorder;
  readonly #queue: WorkQueue;
  readonly #subscriptions: Subscriptions;
  #stopped = false;

  static create(
    context: ControllerContext & { volumeDriver: VolumeDriver },
  ): Provisioner {
    return new Provisioner(context);
  }

  private constructor({
    registry,
    logger,
    volumeDriver,
  }: ControllerContext & { volumeDriver: VolumeDriver }) {
    this.#registry = registry;
    this.#driver = volumeDriver;
    this.#recorder = EventRecorder.create({
      registry,
      component: `${LOOP_PROVISIONER}_demo`,
    });
    this.#queue = WorkQueue.create({
      name: 'provisioner',
      reconcile: key => this.#reconcile(key),
      logger,
      retry: { firstMs: FIRST_RETRY_MS, longestMs: LONGEST_RETRY_MS },
    });
    this.#subscriptions = Subscriptions.create({ registry });
  }

  start(): void {
    this.#subscriptions.on(persistentVolumeClaims, ({ object, previous }) => {
      // Only what can change the answer: a class that always fails is asked again by its back-off alone.
      if (this.#isWanted(object) && !(previous && this.#isWanted(previous))) {
        this.#queue.add(keyOf(object));
      }
    });
    this.#subscriptions.on(storageClasses, () => {
      for (const claim of this.#registry.list(persistentVolumeClaims)) {
        this.#queue.add(keyOf(claim));
      }
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#subscriptions.stop();
    this.#queue.stop();
  }

  #isWanted(claim: Stored<PersistentVolumeClaim>): boolean {
    const { annotations, deletionTimestamp } = claim.metadata;
    return (
      !deletionTimestamp &&
      !claim.spec?.volumeName &&
      annotations?.[STORAGE_PROVISIONER] === LOOP_PROVISIONER &&
      (!waitsForConsumer(this.#registry, claim) ||
        Boolean(annotations[SELECTED_NODE]))
    );
  }

  async #reconcile(key: string): Promise<void> {
    const { namespace, name } = splitKey(key);
    const claim = this.#registry.find(persistentVolumeClaims, namespace, name);
    const storageClass = claim && classOf(this.#registry, claim);
    const handle = `pvc-${claim?.metadata.uid}`;
    if (
      !claim ||
      !this.#isWanted(claim) ||
      storageClass?.provisioner !== LOOP_PROVISIONER ||
      this.#registry.find(persistentVolumes, undefined, handle)
    ) {
      return;
    }
    this.#event(claim, {
      type: 'Normal',
      reason: 'Provisioning',
      message: `External provisioner is provisioning volume for claim "${key}"`,
    });
    try {
      await this.#provision(claim, storageClass, handle);
    } catch (error) {
      if (!this.#stopped) {
        this.#failed(key, claim, error);
      }
    }
  }

  async #provision(
    claim: Stored<PersistentVolumeClaim>,
    storageClass: Stored<StorageClass>,
    handle: string,
  ): Promise<void> {
    if (claim.spec?.selector) {
      throw new Error('claim Selector is not supported');
    }
    const { capacity, capacityBytes, parameters } = wantedVolume(
      claim,
      storageClass,
    );
    await this.#driver.create({ handle, capacityBytes, parameters });
    if (this.#stopped) {
      return;
    }
    const { namespace, name, uid } = claim.metadata;
    const now = this.#registry.find(persistentVolumeClaims, namespace, name);
    if (now?.metadata.uid !== uid) {
      // Nobody wants it any more.
      await this.#driver.delete(handle);
      return;
    }
    this.#registry.create(
      persistentVolumes,
      provisionedVolume({ claim: now, storageClass, handle, capacity }),
    );
    this.#event(now, {
      type: 'Normal',
      reason: 'ProvisioningSucceeded',
      message: `Successfully provisioned volume ${handle}`,
    });
  }

  #failed(
    key: string,
    claim: Stored<PersistentVolumeClaim>,
    error: unknown,
  ): void {
    const message = error instanceof Error ? error.message : String(error);
    const infeasible = isInfeasible(message);
    this.#event(claim, {
      type: 'Warning',
      reason: 'ProvisioningFailed',
      message: infeasible
        ? `Volume provisioning failed with infeasible error. Retries will be delayed. ${message}`
        : message,
    });
    if (!infeasible) {
      throw error;
    }
    this.#queue.addAfter(key, LONGEST_RETRY_MS);
  }

  #event(
    claim: Stored<PersistentVolumeClaim>,
    event: Parameters<EventRecorder['event']>[1],
  ): void {
    this.#recorder.event(claim, event);
  }
}
