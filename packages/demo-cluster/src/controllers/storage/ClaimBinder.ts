import type { PersistentVolumeClaim, Pod } from 'kubernetes-types/core/v1';
import { keyOf, objectKey, splitKey, type Stored } from '../../model/objects';
import { EventRecorder } from '../../registry/EventRecorder';
import type { Registry } from '../../registry/Registry';
import {
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  storageClasses,
} from '../../resources';
import { defaultClass } from '../../resources/storageClasses';
import { findCondition } from '../conditions';
import type { Controller, ControllerContext } from '../Controller';
import { claimsOf } from '../../model/podState';
import { Subscriptions } from '../Subscriptions';
import { WorkQueue } from '../WorkQueue';
import { bind, writeClaimPhase } from './binding';
import {
  BIND_COMPLETED,
  classNameOf,
  classOf,
  isReservedFor,
  SELECTED_NODE,
  waitsForConsumer,
} from './claims';
import { findVolume, mismatch } from './matching';
import { provisioningRequest } from './provisioningRequest';

/**
 * Finds a volume for each claim, or has one provisioned.
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#binding
 */
export class ClaimBinder implements Controller {
  readonly #registry: Registry;
  readonly #recorder: EventRecorder;
  readonly #queue: WorkQueue;
  readonly #subscriptions: Subscriptions;

  static create(context: ControllerContext): ClaimBinder {
    return new ClaimBinder(context);
  }

  private constructor({ registry, logger }: ControllerContext) {
    this.#registry = registry;
    this.#recorder = EventRecorder.create({
      registry,
      component: 'persistentvolume-controller',
    });
    this.#queue = WorkQueue.create({
      name: 'persistentvolume-binder',
      reconcile: key => this.#reconcile(key),
      logger,
    });
    this.#subscriptions = Subscriptions.create({ registry });
  }

  start(): void {
    this.#subscriptions.on(persistentVolumeClaims, ({ type, object }) => {
      if (type !== 'DELETED') {
        this.#queue.add(keyOf(object));
      }
    });
    this.#subscriptions.on(persistentVolumes, () => this.#lookAtAll());
    this.#subscriptions.on(storageClasses, () => this.#lookAtAll());
    this.#subscriptions.on(pods, ({ object, previous }) => {
      if (isUnschedulable(object) && !(previous && isUnschedulable(previous))) {
        for (const name of claimsOf(object)) {
          this.#queue.add(objectKey(object.metadata.namespace, name));
        }
      }
    });
  }

  stop(): void {
    this.#subscriptions.stop();
    this.#queue.stop();
  }

  #lookAtAll(): void {
    for (const claim of this.#registry.list(persistentVolumeClaims)) {
      this.#queue.add(keyOf(claim));
    }
  }

  #reconcile(key: string): void {
    const { namespace, name } = splitKey(key);
    const claim = this.#registry.find(persistentVolumeClaims, namespace, name);
    if (!claim) {
      return;
    }
    if (claim.metadata.annotations?.[BIND_COMPLETED] !== undefined) {
      this.#checkBound(claim);
    } else if (claim.spec?.volumeName) {
      this.#bindByName(claim, claim.spec.volumeName);
    } else if (!claim.metadata.deletionTimestamp) {
      this.#findVolume(claim);
    }
  }

  #findVolume(claim: Stored<PersistentVolumeClaim>): void {
    const waits = waitsForConsumer(this.#registry, claim);
    const volume = findVolume({
      claim,
      volumes: this.#registry.list(persistentVolumes),
      waitsForConsumer: waits,
    });
    if (volume) {
      bind(this.#registry, volume, claim);
    } else if (this.#assignDefaultClass(claim)) {
      // The write brings the claim here again.
    } else if (waits && !claim.metadata.annotations?.[SELECTED_NODE]) {
      this.#tellWhatItWaitsFor(claim);
    } else if (classNameOf(claim)) {
      this.#askForProvisioning(claim);
    } else {
      this.#event(claim, {
        type: 'Normal',
        reason: 'FailedBinding',
        message:
          'no persistent volumes available for this claim and no storage class is set',
      });
    }
  }

  #bindByName(claim: Stored<PersistentVolumeClaim>, volumeName: string): void {
    const volume = this.#registry.find(
      persistentVolumes,
      undefined,
      volumeName,
    );
    if (!volume) {
      return;
    }
    if (isReservedFor(volume, claim)) {
      bind(this.#registry, volume, claim);
    } else if (volume.spec?.claimRef) {
      this.#event(claim, {
        type: 'Warning',
        reason: 'FailedBinding',
        message: `volume "${volumeName}" already bound to a different claim.`,
      });
    } else {
      const problem = mismatch(volume, claim);
      if (problem) {
        this.#event(claim, {
          type: 'Warning',
          reason: 'VolumeMismatch',
          message: `Cannot bind to requested volume "${volumeName}": ${problem}`,
        });
      } else {
        bind(this.#registry, volume, claim);
      }
    }
  }

  #checkBound(claim: Stored<PersistentVolumeClaim>): void {
    const { volumeName } = claim.spec ?? {};
    const volume = volumeName
      ? this.#registry.find(persistentVolumes, undefined, volumeName)
      : undefined;
    const reserved = volume?.spec?.claimRef;
    if (volume && (!reserved || reserved.uid === claim.metadata.uid)) {
      bind(this.#registry, volume, claim);
    } else if (volume) {
      this.#lose(claim, {
        reason: 'ClaimMisbound',
        message:
          'Two claims are bound to the same volume, this one is bound incorrectly',
      });
    } else {
      this.#lose(claim, {
        reason: 'ClaimLost',
        message: `Bound claim has lost ${
          volumeName ? 'its' : 'reference to'
        } PersistentVolume. Data on the volume is lost!`,
      });
    }
  }

  #lose(
    claim: Stored<PersistentVolumeClaim>,
    why: { reason: string; message: string },
  ): void {
    if (claim.status?.phase !== 'Lost') {
      writeClaimPhase(this.#registry, claim, 'Lost');
      this.#event(claim, { type: 'Warning', ...why });
    }
  }

  /** @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#retroactive-default-storageclass-assignment */
  #assignDefaultClass(claim: Stored<PersistentVolumeClaim>): boolean {
    const className = defaultClass(this.#registry.list(storageClasses))
      ?.metadata.name;
    if (claim.spec?.storageClassName !== undefined || !className) {
      return false;
    }
    const { namespace, name } = claim.metadata;
    this.#registry.mutate(persistentVolumeClaims, namespace, name, draft => {
      if (draft.spec) {
        draft.spec.storageClassName = className;
      }
    });
    return true;
  }

  #tellWhatItWaitsFor(claim: Stored<PersistentVolumeClaim>): void {
    const { namespace, name } = claim.metadata;
    const waiting = this.#registry
      .list(pods, { namespace })
      .filter(pod => isUnschedulable(pod) && claimsOf(pod).includes(name))
      .map(pod => pod.metadata.name);
    const [reason, message] = waiting.length
      ? [
          'WaitForPodScheduled',
          `waiting for pod${waiting.length > 1 ? 's' : ''} ${waiting.join(
            ',',
          )} to be scheduled`,
        ]
      : [
          'WaitForFirstConsumer',
          'waiting for first consumer to be created before binding',
        ];
    this.#event(claim, { type: 'Normal', reason, message });
  }

  #askForProvisioning(claim: Stored<PersistentVolumeClaim>): void {
    const { namespace, name } = claim.metadata;
    const request = provisioningRequest(
      claim,
      classOf(this.#registry, claim)?.provisioner,
    );
    if (request.annotations) {
      this.#registry.mutate(persistentVolumeClaims, namespace, name, draft => {
        draft.metadata.annotations = {
          ...draft.metadata.annotations,
          ...request.annotations,
        };
      });
    }
    if (request.event) {
      this.#event(claim, request.event);
    }
  }

  #event(
    claim: Stored<PersistentVolumeClaim>,
    event: Parameters<EventRecorder['event']>[1],
  ): void {
    this.#recorder.event(claim, event);
  }
}

function isUnschedulable(pod: Pod): boolean {
  return (
    findCondition(pod.status?.conditions, 'PodScheduled')?.status === 'False'
  );
}
