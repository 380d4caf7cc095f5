import type { Pod } from 'kubernetes-types/core/v1';
import type { StoredMetadata } from '../../model/objects';
import { keyOf, objectKey, splitKey, type Stored } from '../../model/objects';
import type { Registry } from '../../registry/Registry';
import {
  persistentVolumeClaims,
  persistentVolumes,
  pods,
} from '../../resources';
import type { Controller, ControllerContext } from '../Controller';
import { claimsOf } from '../../model/podState';
import { Subscriptions } from '../Subscriptions';
import { WorkQueue } from '../WorkQueue';

const CLAIM_FINALIZER = 'kubernetes.io/pvc-protection';
const VOLUME_FINALIZER = 'kubernetes.io/pv-protection';

/**
 * Lets go of deleted claims once no pod that was given a node names them, not even one that has ended, and of deleted volumes once no claim is bound to them. (Admission put the finalizers
 * there.)
 *
 * @see https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection
 */
export class StorageProtection implements Controller {
  readonly #registry: Registry;
  readonly #claims: WorkQueue;
  readonly #volumes: WorkQueue;
  readonly #subscriptions: Subscriptions;

  static create(context: ControllerContext): StorageProtection {
    return new StorageProtection(context);
  }

  private constructor({ registry, logger }: ControllerContext) {
    this.#registry = registry;
    this.#claims = WorkQueue.create({
      name: 'pvc-protection',
      reconcile: key => this.#checkClaim(key),
      logger,
    });
    this.#volumes = WorkQueue.create({
      name: 'pv-protection',
      reconcile: name => this.#checkVolume(name),
      logger,
    });
    this.#subscriptions = Subscriptions.create({ registry });
  }

  start(): void {
    this.#subscriptions.on(persistentVolumeClaims, ({ type, object }) => {
      if (type !== 'DELETED' && object.metadata.deletionTimestamp) {
        this.#claims.add(keyOf(object));
      }
    });
    this.#subscriptions.on(persistentVolumes, ({ type, object }) => {
      if (type !== 'DELETED' && object.metadata.deletionTimestamp) {
        this.#volumes.add(object.metadata.name);
      }
    });
    this.#subscriptions.on(pods, ({ type, object }) => {
      if (type === 'DELETED') {
        this.#podGone(object);
      }
    });
  }

  stop(): void {
    this.#subscriptions.stop();
    this.#claims.stop();
    this.#volumes.stop();
  }

  #podGone(pod: Stored<Pod>): void {
    for (const name of claimsOf(pod)) {
      this.#claims.add(objectKey(pod.metadata.namespace, name));
    }
  }

  #checkClaim(key: string): void {
    const { namespace, name } = splitKey(key);
    const claim = this.#registry.find(persistentVolumeClaims, namespace, name);
    const used = this.#registry
      .list(pods, { namespace })
      .some(pod => pod.spec?.nodeName && claimsOf(pod).includes(name));
    if (claim && isHeld(claim, CLAIM_FINALIZER) && !used) {
      this.#registry.mutate(persistentVolumeClaims, namespace, name, draft =>
        letGo(draft.metadata, CLAIM_FINALIZER),
      );
    }
  }

  #checkVolume(name: string): void {
    const volume = this.#registry.find(persistentVolumes, undefined, name);
    if (
      volume &&
      isHeld(volume, VOLUME_FINALIZER) &&
      volume.status?.phase !== 'Bound'
    ) {
      this.#registry.mutate(persistentVolumes, undefined, name, draft =>
        letGo(draft.metadata, VOLUME_FINALIZER),
      );
    }
  }
}

function isHeld({ metadata }: Stored, finalizer: string): boolean {
  return Boolean(
    metadata.deletionTimestamp && metadata.finalizers?.includes(finalizer),
  );
}

function letGo(metadata: StoredMetadata, finalizer: string): void {
  metadata.finalizers = metadata.finalizers?.filter(one => one !== finalizer);
}
