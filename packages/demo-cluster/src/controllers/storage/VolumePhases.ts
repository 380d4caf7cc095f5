import type { PersistentVolume } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import { EventRecorder } from '../../registry/EventRecorder';
import type { Registry } from '../../registry/Registry';
import { persistentVolumeClaims, persistentVolumes } from '../../resources';
import type { Controller, ControllerContext } from '../Controller';
import { Subscriptions } from '../Subscriptions';
import { WorkQueue } from '../WorkQueue';
import { writeVolumePhase } from './binding';
import { BOUND_BY_CONTROLLER, PROVISIONED_BY } from './claims';

/**
 * Keeps the phases of volumes true, and releases those whose claim is gone.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#phase
 */
export class VolumePhases implements Controller {
  readonly #registry: Registry;
  readonly #recorder: EventRecorder;
  readonly #queue: WorkQueue;
  readonly #subscriptions: Subscriptions;

  static create(context: ControllerContext): VolumePhases {
    return new VolumePhases(context);
  }

  private constructor({ registry, logger }: ControllerContext) {
    this.#registry = registry;
    this.#recorder = EventRecorder.create({
      registry,
      component: 'persistentvolume-controller',
    });
    this.#queue = WorkQueue.create({
      name: 'persistentvolume-phases',
      reconcile: name => this.#reconcile(name),
      logger,
    });
    this.#subscriptions = Subscriptions.create({ registry });
  }

  start(): void {
    this.#subscriptions.on(persistentVolumes, ({ type, object }) => {
      if (type !== 'DELETED') {
        this.#queue.add(object.metadata.name);
      }
    });
    this.#subscriptions.on(persistentVolumeClaims, ({ object }) => {
      const { namespace, name } = object.metadata;
      for (const { metadata, spec } of this.#registry.list(persistentVolumes)) {
        const claim = spec?.claimRef;
        if (claim?.namespace === namespace && claim?.name === name) {
          this.#queue.add(metadata.name);
        }
      }
    });
  }

  stop(): void {
    this.#subscriptions.stop();
    this.#queue.stop();
  }

  #reconcile(name: string): void {
    const volume = this.#registry.find(persistentVolumes, undefined, name);
    const claimRef = volume?.spec?.claimRef;
    if (!volume) {
      return;
    }
    if (!claimRef?.uid) {
      this.#setPhase(volume, { phase: 'Available' });
      return;
    }
    const claim = this.#registry.find(
      persistentVolumeClaims,
      claimRef.namespace,
      claimRef.name ?? '',
    );
    if (claim?.metadata.uid !== claimRef.uid) {
      this.#release(volume);
    } else if (claim.spec?.volumeName === name) {
      this.#setPhase(volume, { phase: 'Bound' });
    } else if (claim.spec?.volumeName) {
      this.#withoutClaim(volume);
    }
  }

  #release(volume: Stored<PersistentVolume>): void {
    const { phase } = volume.status ?? {};
    if (phase !== 'Released' && phase !== 'Failed') {
      this.#setPhase(volume, { phase: 'Released' });
    }
    const policy = volume.spec?.persistentVolumeReclaimPolicy;
    const provisioner = volume.metadata.annotations?.[PROVISIONED_BY];
    if (policy !== 'Retain' && !provisioner && phase !== 'Failed') {
      const message = `the demo cluster does not ${policy?.toLowerCase()} volumes that it did not make`;
      const reason =
        policy === 'Delete' ? 'VolumeFailedDelete' : 'VolumeFailedRecycle';
      this.#setPhase(volume, { phase: 'Failed', message });
      this.#recorder.event(volume, { type: 'Warning', reason, message });
    }
  }

  /** The claim took another volume. */
  #withoutClaim(volume: Stored<PersistentVolume>): void {
    const { name, annotations } = volume.metadata;
    if (
      annotations?.[PROVISIONED_BY] &&
      volume.spec?.persistentVolumeReclaimPolicy === 'Delete'
    ) {
      this.#release(volume);
      return;
    }
    this.#registry.mutate(persistentVolumes, undefined, name, draft => {
      const { [BOUND_BY_CONTROLLER]: byController, ...rest } =
        draft.metadata.annotations ?? {};
      draft.metadata.annotations = rest;
      if (byController) {
        delete draft.spec?.claimRef;
      } else {
        delete draft.spec?.claimRef?.uid;
      }
    });
    this.#setPhase(volume, { phase: 'Available' });
  }

  #setPhase(
    volume: Stored<PersistentVolume>,
    phase: { phase: string; message?: string },
  ): void {
    writeVolumePhase(this.#registry, volume.metadata.name, phase);
  }
}
