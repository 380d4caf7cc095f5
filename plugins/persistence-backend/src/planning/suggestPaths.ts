import type { SuggestedPath } from 'backstage-plugin-persistence-common';
import type { Prefill } from '../entities';
import type { Container, VolumeMount, Workload } from '../observation/view';
import type { Policies } from '../policies';
import { ruleAgainst } from './settle/path';

/**
 * The folders that may be worth keeping: the one that the entity names, then those of temporary space that can be written. Folders where a
 * volume could not be mounted, because another mount is there, around or inside, or may not be, are left out.
 */
export function suggestPaths(
  workload: Workload,
  prefill: Prefill,
  policies: Policies,
): SuggestedPath[] {
  const containers = workload.template.containers
    .filter(({ role }) => role !== 'init')
    .sort(
      (one, other) =>
        Number(other.name === prefill.container) -
          Number(one.name === prefill.container) ||
        Number(one.role === 'sidecar') - Number(other.role === 'sidecar'),
    );
  const emptyDirs = new Set(
    workload.template.volumes
      .filter(volume => volume.kind === 'empty-dir' && volume.medium === 'disk')
      .map(({ name }) => name),
  );
  const suggestions: SuggestedPath[] = [];
  if (prefill.path && containers.length > 0) {
    suggestions.push({
      path: prefill.path,
      container: containers[0].name,
      reason:
        'The entity names it in its annotation backstage-persistence/path.',
    });
  }
  for (const container of containers) {
    for (const mount of container.mounts) {
      if (emptyDirs.has(mount.volume) && !mount.readOnly) {
        suggestions.push({
          path: withoutSlash(mount.path),
          container: container.name,
          reason: 'It is temporary space, which is lost with the pod.',
        });
      }
    }
  }
  return suggestions.filter(
    (suggestion, index) =>
      ruleAgainst(suggestion.path, policies) === undefined &&
      isFree(suggestion, containers, emptyDirs) &&
      suggestions.findIndex(other => isSamePlace(other, suggestion)) === index,
  );
}

function isSamePlace(one: SuggestedPath, other: SuggestedPath): boolean {
  return one.container === other.container && one.path === other.path;
}

function isFree(
  { path, container }: SuggestedPath,
  containers: Container[],
  emptyDirs: Set<string>,
): boolean {
  const mounts = containers.find(({ name }) => name === container)?.mounts;
  return (mounts ?? []).every(
    mount =>
      // It would be replaced
      (emptyDirs.has(mount.volume) && withoutSlash(mount.path) === path) ||
      !overlaps(mount, path),
  );
}

function overlaps(mount: VolumeMount, path: string): boolean {
  const mounted = withoutSlash(mount.path);
  return (
    mounted === path ||
    path.startsWith(`${mounted}/`) ||
    mounted.startsWith(`${path}/`)
  );
}

/** Kubernetes takes `/data/` for `/data`. */
function withoutSlash(path: string): string {
  return path.replace(/\/+$/, '');
}
