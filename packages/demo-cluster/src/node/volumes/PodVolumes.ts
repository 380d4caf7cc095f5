import { mkdirSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type {
  HostPathVolumeSource,
  PersistentVolume,
  Pod,
  Volume,
} from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import type { Registry } from '../../registry/Registry';
import {
  persistentVolumeClaims,
  persistentVolumes,
  volumeAttachments,
} from '../../resources';
import { PodFolder } from '../files/PodFolder';
import type { MountedVolume } from './MountedVolume';
import type { VolumeFolders } from './VolumeFolders';
import { VolumeNotReadyError } from './VolumeNotReadyError';

/** The driver that a real cluster of this project has, and its name here. */
const DRIVER = 'loop.csi.test';

/**
 * Finds the folder of each volume of a pod.
 */
export class PodVolumes {
  readonly #registry: Registry;
  readonly #folders: VolumeFolders;
  readonly #stateDirectory: string;

  static create(options: {
    registry: Registry;
    folders: VolumeFolders;
    stateDirectory: string;
  }): PodVolumes {
    return new PodVolumes(options);
  }

  private constructor(options: {
    registry: Registry;
    folders: VolumeFolders;
    stateDirectory: string;
  }) {
    this.#registry = options.registry;
    this.#folders = options.folders;
    this.#stateDirectory = options.stateDirectory;
  }

  /**
   * @returns the volumes that a container of the pod mounts, by name; the kubelet does not care for the others either
   * @throws VolumeNotReadyError
   */
  mount(pod: Stored<Pod>): Map<string, MountedVolume> {
    const {
      containers = [],
      initContainers = [],
      volumes = [],
    } = pod.spec ?? {};
    const used = new Set(
      [...containers, ...initContainers].flatMap(container =>
        (container.volumeMounts ?? []).map(({ name }) => name),
      ),
    );
    return new Map(
      volumes
        .filter(({ name }) => used.has(name))
        .map(volume => [volume.name, this.#mount(pod, volume)]),
    );
  }

  #mount(pod: Stored<Pod>, volume: Volume): MountedVolume {
    const { emptyDir, hostPath, persistentVolumeClaim } = volume;
    if (emptyDir) {
      const folder = PodFolder.of({
        stateDirectory: this.#stateDirectory,
        uid: pod.metadata.uid,
      });
      const path = folder.emptyDirectory(volume.name);
      mkdirSync(path, { recursive: true });
      return { path, readOnly: false, worldWritable: true, takesGroup: true };
    }
    if (hostPath) {
      return this.#hostPath({ pod, source: hostPath, name: volume.name });
    }
    if (persistentVolumeClaim) {
      const mounted = this.#claim(pod, persistentVolumeClaim.claimName);
      return persistentVolumeClaim.readOnly
        ? { ...mounted, readOnly: true }
        : mounted;
    }
    const type = Object.keys(volume).find(key => key !== 'name');
    throw setUpFailed(
      volume.name,
      `the demo cluster has no volumes of type ${type}`,
    );
  }

  #claim(pod: Stored<Pod>, name: string): MountedVolume {
    const claim = this.#registry.find(
      persistentVolumeClaims,
      pod.metadata.namespace,
      name,
    );
    if (!claim) {
      throw VolumeNotReadyError.waiting(
        `persistentvolumeclaim "${name}" not found`,
      );
    }
    const volume =
      claim.status?.phase === 'Bound' && claim.spec?.volumeName
        ? this.#registry.find(
            persistentVolumes,
            undefined,
            claim.spec.volumeName,
          )
        : undefined;
    if (volume?.spec?.claimRef?.uid !== claim.metadata.uid) {
      throw VolumeNotReadyError.waiting(
        `persistentvolumeclaim "${name}" is not bound`,
      );
    }
    return this.#persistentVolume(pod, volume);
  }

  #persistentVolume(
    pod: Stored<Pod>,
    volume: Stored<PersistentVolume>,
  ): MountedVolume {
    const { name } = volume.metadata;
    if (volume.spec?.volumeMode === 'Block') {
      throw setUpFailed(name, 'the demo cluster has no block volumes');
    }
    if (volume.spec?.hostPath) {
      return this.#hostPath({ pod, source: volume.spec.hostPath, name });
    }
    const csi = volume.spec?.csi;
    if (csi?.driver !== DRIVER) {
      throw VolumeNotReadyError.failed(
        csi
          ? `MountVolume.MountDevice failed for volume "${name}" : kubernetes.io/csi: attacher.MountDevice failed to create newCsiDriverClient: driver name ${csi.driver} not found in the list of registered CSI drivers`
          : `MountVolume.SetUp failed for volume "${name}" : the demo cluster has no volumes of this type`,
      );
    }
    if (!this.#isAttached(name, pod.spec?.nodeName)) {
      throw VolumeNotReadyError.waiting(`volume "${name}" is not attached`);
    }
    const path = this.#folders.find(csi.volumeHandle);
    if (!path) {
      throw VolumeNotReadyError.failed(
        `MountVolume.MountDevice failed for volume "${name}" : rpc error: code = NotFound desc = volume "${csi.volumeHandle}" does not exist`,
      );
    }
    return {
      path,
      readOnly: csi.readOnly ?? false,
      worldWritable: false,
      takesGroup: true,
    };
  }

  #isAttached(volume: string, node: string | undefined): boolean {
    return this.#registry
      .list(volumeAttachments)
      .some(
        ({ metadata, spec, status }) =>
          spec.source.persistentVolumeName === volume &&
          spec.nodeName === node &&
          status?.attached === true &&
          !metadata.deletionTimestamp,
      );
  }

  /** What a pod takes for a folder of its node is a folder below the node's state. */
  #hostPath(options: {
    pod: Stored<Pod>;
    source: HostPathVolumeSource;
    name: string;
  }): MountedVolume {
    const { pod, source, name } = options;
    const path = join(
      this.#stateDirectory,
      'nodes',
      pod.spec?.nodeName ?? '',
      'host',
      posix.resolve('/', source.path),
    );
    const type = source.type ?? '';
    if (type === 'Directory') {
      if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
        throw setUpFailed(
          name,
          `hostPath type check failed: ${source.path} is not a directory`,
        );
      }
    } else if (type !== '' && type !== 'DirectoryOrCreate') {
      throw setUpFailed(
        name,
        `the demo cluster has no hostPath volumes of type ${type}`,
      );
    }
    mkdirSync(path, { recursive: true });
    return { path, readOnly: false, worldWritable: false, takesGroup: false };
  }
}

function setUpFailed(volume: string, why: string): VolumeNotReadyError {
  return VolumeNotReadyError.failed(
    `MountVolume.SetUp failed for volume "${volume}" : ${why}`,
  );
}
