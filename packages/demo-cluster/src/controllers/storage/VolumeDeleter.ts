import type { PersistentVolume } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import type { VolumeDriver } from '../../model/VolumeDriver';
import { EventRecorder } from '../../registry/EventRecorder';
import type { Registry } from '../../registry/Registry';
import { persistentVolumes, volumeAttachments } from '../../resources';
import type { Controller, ControllerContext } from '../Controller';
import { Subscriptions } from '../Subscriptions';
import { WorkQueue } from '../WorkQueue';
import { LOOP_PROVISIONER, PROVISIONED_BY } from './claims';
import { PROVISIONER_FINALIZER } from './provisioning';

/**
 * Deletes the storage of released volumes whose reclaim policy is `Delete`, and then the volume objects.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#reclaiming
 */
export class VolumeDeleter implements Controller {
  readonly #registry: Registry;
  readonly #driver: VolumeDriver;
  readonly #recorder: EventRecorder;
  readonly #queue: WorkQueue;
  readonly #subscriptions: Subscriptions;

  static create(
    context: ControllerContext & { volumeDriver: VolumeDriver },
  ): VolumeDeleter {
    return new VolumeDeleter(context);
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
      name: 'volume-deleter',
      reconcile: name => this.#reconcile(name),
      logger,
    });
    this.#subscriptions = Subscriptions.create({ registry });
  }

  start(): void {
    this.#subscriptions.on(persistentVolumes, ({ type, object }) => {
      if (
        type !== 'DELETED' &&
        object.metadata.annotations?.[PROVISIONED_BY] === LOOP_PROVISIONER
      ) {
        this.#queue.add(object.metadata.name);
      }
    });
    this.#subscriptions.on(volumeAttachments, ({ type, object }) => {
      const { persistentVolumeName } = object.spec.source;
      if (type === 'DELETED' && persistentVolumeName) {
        this.#queue.add(persistentVolumeName);
      }
    });
  }

  stop(): void {
    this.#subscriptions.stop();
    this.#queue.stop();
  }

  async #reconcile(name: string): Promise<void> {
    const volume = this.#registry.find(persistentVolumes, undefined, name);
    if (volume?.metadata.annotations?.[PROVISIONED_BY] !== LOOP_PROVISIONER) {
      return;
    }
    const deletes = volume.spec?.persistentVolumeReclaimPolicy === 'Delete';
    this.#keepFinalizer(volume, deletes);
    if (!deletes || volume.status?.phase !== 'Released') {
      return;
    }
    const attached = this.#registry
      .list(volumeAttachments)
      .find(({ spec }) => spec.source.persistentVolumeName === name);
    if (attached) {
      // Its detachment brings the volume here again.
      return;
    }
    try {
      await this.#driver.delete(volume.spec?.csi?.volumeHandle ?? name);
    } catch (error) {
      this.#recorder.event(volume, {
        type: 'Warning',
        reason: 'VolumeFailedDelete',
        message: error instanceof Error ? error.message : String(error),
      });
      throw error;
    }
    this.#removeObject(name);
  }

  /** A volume object that promises to delete its storage stays until that is done. */
  #keepFinalizer(volume: Stored<PersistentVolume>, deletes: boolean): void {
    const { name, finalizers = [], deletionTimestamp } = volume.metadata;
    const has = finalizers.includes(PROVISIONER_FINALIZER);
    if (has !== deletes && !(deletes && deletionTimestamp)) {
      this.#registry.mutate(persistentVolumes, undefined, name, draft => {
        draft.metadata.finalizers = deletes
          ? [...finalizers, PROVISIONER_FINALIZER]
          : finalizers.filter(one => one !== PROVISIONER_FINALIZER);
      });
    }
  }

  #removeObject(name: string): void {
    if (!this.#registry.find(persistentVolumes, undefined, name)) {
      return;
    }
    this.#registry.delete(persistentVolumes, undefined, name);
    if (this.#registry.find(persistentVolumes, undefined, name)) {
      this.#registry.mutate(persistentVolumes, undefined, name, draft => {
        draft.metadata.finalizers = draft.metadata.finalizers?.filter(
          one => one !== PROVISIONER_FINALIZER,
        );
      });
    }
  }
}
