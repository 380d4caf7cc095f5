import {
  createMessage,
  type Claim as ClaimAnswer,
  type Mount,
  type MountSource,
} from 'backstage-plugin-persistence-common';
import type {
  ClusterView,
  Container,
  PodVolume,
  VolumeMount,
  Workload,
} from '../observation/view';
import type { Facts } from './Assess';
import { assessClaim } from './assessClaim';
import { survives } from './survives';
import { isNodeLocal } from './volumeUse';
import { claimsBehind, type NeededClaim } from './workloadClaims';

interface Question {
  workload: Workload;
  view: ClusterView;
  facts: Facts;
  now: Date;
}

/**
 * Where each container's data lives, in the order of the template. A claim template gives one row per replica. Each container that goes
 * on running ends with a row for its own file system.
 */
export function mounts(question: Question): Mount[] {
  return question.workload.template.containers.flatMap(container => [
    ...container.mounts.flatMap(mount => rows(container, mount, question)),
    ...(container.role === 'init' ? [] : [ownFileSystem(container)]),
  ]);
}

function ownFileSystem(container: Container): Mount {
  return {
    container: container.name,
    path: '/',
    readOnly: container.readOnlyRootFilesystem,
    volume: '',
    source: 'image',
    survives: survives({ source: 'image' }),
  };
}

function rows(
  container: Container,
  mount: VolumeMount,
  question: Question,
): Mount[] {
  const { workload } = question;
  const common = {
    container: container.name,
    path: mount.path,
    ...(mount.subPath && { subPath: mount.subPath }),
    volume: mount.volume,
  };
  const needed = claimsBehind(mount.volume, workload);
  if (needed.length > 0) {
    return needed.map(claim => ({
      ...common,
      readOnly: mount.readOnly || claim.readOnly,
      ...behindClaim(claim, question),
    }));
  }
  const volume = workload.template.volumes.find(
    ({ name }) => name === mount.volume,
  );
  const source = sourceOf(volume);
  return [
    {
      ...common,
      readOnly: mount.readOnly || source === 'config',
      source,
      survives: survives({
        source,
        type: volume?.kind === 'other' ? volume.type : undefined,
      }),
    },
  ];
}

function behindClaim(
  needed: NeededClaim,
  question: Question,
): Pick<Mount, 'source' | 'survives' | 'claim'> {
  const source = needed.template ? 'claim-template' : 'claim';
  const { workload, view } = question;
  const found = view.claim(workload.namespace, needed.name);
  const { replica } = needed;
  const volume = found?.volumeName ? view.volume(found.volumeName) : undefined;
  const claim = found
    ? assessClaim({ ...question, claim: found, replica })
    : absentClaim(needed, question);
  return {
    source,
    survives: survives({ source, claim, nodeLocal: isNodeLocal(volume) }),
    ...(claim && { claim }),
  };
}

/** A claim that is needed and not there; undefined where we may not see claims. */
function absentClaim(
  needed: NeededClaim,
  { workload, view }: Question,
): ClaimAnswer | undefined {
  if (!view.knows('persistentvolumeclaims')) {
    return undefined;
  }
  const { name, template, replica } = needed;
  const { namespace } = workload;
  const common = {
    cluster: view.cluster,
    namespace,
    name,
    usedBy: [],
    snapshots: [],
  };
  if (template && replica !== undefined) {
    return {
      ...common,
      replica,
      state: 'waiting-for-pod',
      message: createMessage('CLAIM_WAITS_FOR_REPLICA', { replica }).text,
      ...(template.storageClass && { storageClass: template.storageClass }),
      accessModes: [...template.accessModes],
      requestedSize: template.requestedSize,
    };
  }
  return {
    ...common,
    state: 'lost',
    message: createMessage('CLAIM_IS_MISSING', { namespace }).text,
    accessModes: [],
    requestedSize: '',
  };
}

function sourceOf(volume: PodVolume | undefined): MountSource {
  switch (volume?.kind) {
    case 'empty-dir':
      return volume.medium === 'memory' ? 'memory' : 'empty-dir';
    case 'ephemeral-claim':
    case 'host-path':
    case 'config':
    case 'claim':
      return volume.kind;
    default:
      return 'other';
  }
}
