import { createHash } from 'node:crypto';
import type { PersistentVolume, Pod } from 'kubernetes-types/core/v1';
import type { VolumeAttachment } from 'kubernetes-types/storage/v1';
import type { Stored } from '../../model/objects';
import { EventRecorder } from '../../registry/EventRecorder';
import type { Registry } from '../../registry/Registry';
import {
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  volumeAttachments,
} from '../../resources';
import type { Controller, ControllerContext } from '../Controller';
import { claimsOf, occupiesNode } from '../../model/podState';
import { Subscriptions } from '../Subscriptions';
import { WorkQueue } from '../WorkQueue';
import { isBound } from './claims';
import { multiAttachMessage } from './multiAttach';

const SHARED_MODES = ['ReadWriteMany', 'ReadOnlyMany'];

/** What holds a volume and its attachment while the driver has to do something. */
function attacherFinalizer(driver: string): string {
  return `external-attacher/${driver.replaceAll('.', '-')}`;
}

/**
 * Attaches volumes to the nodes of the pods that use them, and detaches them when no pod does any more. A volume for one node waits until it
 * is free.
 *
 * @remarks
 * Attaching takes no time here; the nodes wait for `status.attached` all the same.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/volume-attachment-v1/
 */
export class AttachDetachController implements Controller {
  readonly #registry: Registry;
  readonly #recorder: EventRecorder;
  readonly #queue: WorkQueue;
  readonly #subscriptions: Subscriptions;
  /** Pods that were told that their volume is elsewhere, as `<volume>/<uid of the pod>`. */
  readonly #told = new Set<string>();

  static create(context: ControllerContext): AttachDetachController {
    return new AttachDetachController(context);
  }

  private constructor({ registry, logger }: ControllerContext) {
    this.#registry = registry;
    this.#recorder = EventRecorder.create({
      registry,
      component: 'attachdetach-controller',
    });
    this.#queue = WorkQueue.create({
      name: 'attachdetach',
      reconcile: name => this.#reconcile(name),
      logger,
    });
    this.#subscriptions = Subscriptions.create({ registry });
  }

  start(): void {
    this.#subscriptions.on(persistentVolumes, ({ object }) =>
      this.#queue.add(object.metadata.name),
    );
    this.#subscriptions.on(volumeAttachments, ({ object }) =>
      this.#queue.add(object.spec.source.persistentVolumeName ?? ''),
    );
    this.#subscriptions.on(persistentVolumeClaims, ({ object }) => {
      if (object.spec?.volumeName) {
        this.#queue.add(object.spec.volumeName);
      }
    });
    this.#subscriptions.on(pods, ({ object }) => {
      for (const name of claimsOf(object)) {
        const volumeName = this.#volumeOf(object, name);
        if (volumeName) {
          this.#queue.add(volumeName);
        }
      }
    });
  }

  stop(): void {
    this.#subscriptions.stop();
    this.#queue.stop();
  }

  #volumeOf(pod: Stored<Pod>, claimName: string): string | undefined {
    const claim = this.#registry.find(
      persistentVolumeClaims,
      pod.metadata.namespace,
      claimName,
    );
    return claim && isBound(claim) ? claim.spec?.volumeName : undefined;
  }

  #reconcile(name: string): void {
    const attachments = this.#registry
      .list(volumeAttachments)
      .filter(({ spec }) => spec.source.persistentVolumeName === name);
    const users = this.#registry
      .list(pods)
      .filter(
        pod =>
          occupiesNode(pod) &&
          claimsOf(pod).some(claim => this.#volumeOf(pod, claim) === name),
      )
      .sort(byAge);
    for (const attachment of attachments) {
      const { nodeName } = attachment.spec;
      if (!users.some(pod => pod.spec?.nodeName === nodeName)) {
        this.#detach(attachment);
      }
    }
    const volume = this.#registry.find(persistentVolumes, undefined, name);
    if (!volume?.spec?.csi) {
      return;
    }
    this.#holdVolume(volume, users.length > 0);
    for (const pod of users) {
      this.#attach(volume, pod, users);
    }
  }

  #attach(
    volume: Stored<PersistentVolume>,
    pod: Stored<Pod>,
    users: readonly Stored<Pod>[],
  ): void {
    const volumeName = volume.metadata.name;
    const nodeName = pod.spec?.nodeName ?? '';
    const attached = this.#registry
      .list(volumeAttachments)
      .filter(({ spec }) => spec.source.persistentVolumeName === volumeName)
      .map(({ spec }) => spec.nodeName);
    const told = `${volumeName}/${pod.metadata.uid}`;
    if (attached.includes(nodeName)) {
      return;
    }
    const shared = volume.spec?.accessModes?.some(mode =>
      SHARED_MODES.includes(mode),
    );
    if (attached.length && !shared) {
      if (!this.#told.has(told)) {
        this.#told.add(told);
        this.#recorder.event(pod, {
          type: 'Warning',
          reason: 'FailedAttachVolume',
          message: multiAttachMessage({
            volumeName,
            pod,
            holders: users.filter(({ spec }) =>
              attached.includes(spec?.nodeName ?? ''),
            ),
          }),
        });
      }
      return;
    }
    this.#createAttachment(volume, nodeName);
    for (const user of users.filter(
      ({ spec }) => spec?.nodeName === nodeName,
    )) {
      this.#told.delete(`${volumeName}/${user.metadata.uid}`);
      this.#recorder.event(user, {
        type: 'Normal',
        reason: 'SuccessfulAttachVolume',
        // Kubernetes leaves room for a detail that does not come.
        message: `AttachVolume.Attach succeeded for volume "${volumeName}" `,
      });
    }
  }

  #createAttachment(volume: Stored<PersistentVolume>, nodeName: string): void {
    const { driver = '', volumeHandle = '' } = volume.spec?.csi ?? {};
    const hash = createHash('sha256')
      .update(`${volumeHandle}${driver}${nodeName}`)
      .digest('hex');
    const name = `csi-${hash}`;
    this.#registry.create<VolumeAttachment>(volumeAttachments, {
      apiVersion: 'storage.k8s.io/v1',
      kind: 'VolumeAttachment',
      metadata: {
        name,
        annotations: { 'csi.alpha.kubernetes.io/node-id': nodeName },
        finalizers: [attacherFinalizer(driver)],
      },
      spec: {
        attacher: driver,
        nodeName,
        source: { persistentVolumeName: volume.metadata.name },
      },
    });
    this.#registry.mutate(
      volumeAttachments,
      undefined,
      name,
      draft => Object.assign(draft, { status: { attached: true } }),
      { subresource: 'status' },
    );
  }

  #detach({ metadata, spec }: Stored<VolumeAttachment>): void {
    const { name } = metadata;
    const finalizer = attacherFinalizer(spec.attacher);
    this.#registry.delete(volumeAttachments, undefined, name);
    if (this.#registry.find(volumeAttachments, undefined, name)) {
      this.#registry.mutate(volumeAttachments, undefined, name, draft => {
        draft.metadata.finalizers = draft.metadata.finalizers?.filter(
          one => one !== finalizer,
        );
      });
    }
  }

  /** A volume that is attached somewhere cannot vanish. */
  #holdVolume(volume: Stored<PersistentVolume>, used: boolean): void {
    const { name, finalizers = [], deletionTimestamp } = volume.metadata;
    const finalizer = attacherFinalizer(volume.spec?.csi?.driver ?? '');
    const held = finalizers.includes(finalizer);
    if (used && !held && !deletionTimestamp) {
      this.#registry.mutate(persistentVolumes, undefined, name, draft => {
        draft.metadata.finalizers = [...finalizers, finalizer];
      });
    } else if (!used && held && deletionTimestamp) {
      this.#registry.mutate(persistentVolumes, undefined, name, draft => {
        draft.metadata.finalizers = finalizers.filter(one => one !== finalizer);
      });
    }
  }
}

function byAge(one: Stored<Pod>, other: Stored<Pod>): number {
  return (
    Date.parse(one.metadata.creationTimestamp) -
    Date.parse(other.metadata.creationTimestamp)
  );
}
