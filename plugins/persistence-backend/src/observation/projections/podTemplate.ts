import type {
  Container as KubernetesContainer,
  PersistentVolumeClaim,
  PodSpec,
  PodTemplateSpec,
  Volume,
} from 'kubernetes-types/core/v1';
import type {
  ClaimTemplate,
  Container,
  PodTemplate,
  PodVolume,
  VolumeMount,
} from '../view';
import { storageClassOf } from './storageClassOf';
import { labelsOf } from './metadata';
import { listOf, quantityOf, textOf, textsOf, type Raw } from './Raw';
import { share, shareText } from './share';

/** Volumes whose content the cluster or an image brings along. */
const CONFIG_TYPES = [
  'configMap',
  'secret',
  'downwardAPI',
  'projected',
  'image',
];

/** What the pods of a workload are made from. */
export function podTemplateOf(template: Raw<PodTemplateSpec>): PodTemplate {
  return share({
    labels: labelsOf(template?.metadata?.labels),
    containers: containersOf(template?.spec),
    volumes: podVolumesOf(template?.spec?.volumes),
  });
}

/** The volumes of a pod or a pod template. */
export function podVolumesOf(volumes: Raw<Volume[]>): PodVolume[] {
  const kept: PodVolume[] = [];
  for (const volume of listOf<Volume>(volumes)) {
    const name = textOf(volume.name);
    if (name !== undefined && !isServiceAccountToken(name, volume)) {
      kept.push({ name: shareText(name), ...sourceOf(volume) });
    }
  }
  return share(kept);
}

/** The claim templates of a StatefulSet. */
export function claimTemplatesOf(
  templates: Raw<PersistentVolumeClaim[]>,
): ClaimTemplate[] {
  const kept: ClaimTemplate[] = [];
  for (const { metadata, spec } of listOf<PersistentVolumeClaim>(templates)) {
    const name = textOf(metadata?.name);
    if (name !== undefined) {
      const storageClass = storageClassOf(metadata, spec?.storageClassName);
      kept.push({
        name,
        ...(storageClass !== undefined && { storageClass }),
        accessModes: textsOf(spec?.accessModes),
        requestedSize: quantityOf(spec?.resources?.requests?.storage) ?? '0',
      });
    }
  }
  return share(kept);
}

function containersOf(spec: Raw<PodSpec>): Container[] {
  const started = listOf<KubernetesContainer>(spec?.initContainers);
  return [
    ...listOf<KubernetesContainer>(spec?.containers).map(container =>
      containerOf(container, 'main'),
    ),
    ...started.filter(isSidecar).map(each => containerOf(each, 'sidecar')),
    ...started
      .filter(each => !isSidecar(each))
      .map(each => containerOf(each, 'init')),
  ];
}

/** https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/ */
export function isSidecar(container: Raw<KubernetesContainer>): boolean {
  return container?.restartPolicy === 'Always';
}

function containerOf(
  container: NonNullable<Raw<KubernetesContainer>>,
  role: Container['role'],
): Container {
  return {
    name: textOf(container.name) ?? '',
    role,
    image: textOf(container.image) ?? '',
    readOnlyRootFilesystem:
      container.securityContext?.readOnlyRootFilesystem === true,
    mounts: mountsOf(container),
  };
}

function mountsOf(
  container: NonNullable<Raw<KubernetesContainer>>,
): VolumeMount[] {
  const mounts: VolumeMount[] = [];
  for (const mount of listOf(container.volumeMounts)) {
    const volume = textOf(mount.name);
    const path = textOf(mount.mountPath);
    if (volume !== undefined && path !== undefined) {
      const subPath = textOf(mount.subPath) ?? textOf(mount.subPathExpr);
      mounts.push({
        volume,
        path,
        ...(subPath !== undefined && { subPath }),
        readOnly: mount.readOnly === true,
      });
    }
  }
  for (const device of listOf(container.volumeDevices)) {
    const volume = textOf(device.name);
    const path = textOf(device.devicePath);
    if (volume !== undefined && path !== undefined) {
      mounts.push({ volume, path, readOnly: false });
    }
  }
  return mounts;
}

/** Every pod gets one, with a name of its own, and nobody asks for it. */
function isServiceAccountToken(
  name: string,
  { projected }: NonNullable<Raw<Volume>>,
): boolean {
  return projected !== undefined && name.startsWith('kube-api-access-');
}

type Source = PodVolume extends infer Each
  ? Each extends PodVolume
    ? Omit<Each, 'name'>
    : never
  : never;

function sourceOf(volume: NonNullable<Raw<Volume>>): Source {
  const { persistentVolumeClaim, emptyDir, hostPath } = volume;
  if (persistentVolumeClaim) {
    return {
      kind: 'claim',
      claimName: textOf(persistentVolumeClaim.claimName) ?? '',
      readOnly: persistentVolumeClaim.readOnly === true,
    };
  }
  if (emptyDir) {
    // `Memory`, or huge pages, which are memory as well
    const medium = textOf(emptyDir.medium) ? 'memory' : 'disk';
    const sizeLimit = quantityOf(emptyDir.sizeLimit);
    return { kind: 'empty-dir', medium, ...(sizeLimit && { sizeLimit }) };
  }
  if (hostPath) {
    return { kind: 'host-path', path: textOf(hostPath.path) ?? '' };
  }
  if (volume.ephemeral) {
    return { kind: 'ephemeral-claim' };
  }
  const type = Object.entries(volume).find(
    ([key, value]) => key !== 'name' && typeof value === 'object' && value,
  )?.[0];
  if (type === undefined) {
    // The API server makes a volume without a source an emptyDir
    return { kind: 'empty-dir', medium: 'disk' };
  }
  return CONFIG_TYPES.includes(type)
    ? { kind: 'config', type: shareText(type) }
    : { kind: 'other', type: shareText(type) };
}
