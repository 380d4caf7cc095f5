import type { StorageClass } from 'kubernetes-types/storage/v1';
import type { Stored } from '../../model/objects';
import type { Registry } from '../../registry/Registry';
import { storageClasses } from '../../resources';

const IS_DEFAULT = 'storageclass.kubernetes.io/is-default-class';

/**
 * The class of claims that name none: the newest of those that are marked as default.
 *
 * @see https://kubernetes.io/docs/concepts/storage/storage-classes/#default-storageclass
 */
export function defaultClass(
  registry: Pick<Registry, 'list'>,
): Stored<StorageClass> | undefined {
  return registry
    .list(storageClasses)
    .filter(({ metadata }) => metadata.annotations?.[IS_DEFAULT] === 'true')
    .sort(
      (one, other) =>
        Date.parse(other.metadata.creationTimestamp) -
        Date.parse(one.metadata.creationTimestamp),
    )[0];
}
