import type { KubernetesObject } from '../../model/objects';
import { StatusError } from '../../model/StatusError';
import type { Target } from '../Target';

/**
 * The object with the namespace of the path, and checked against its name.
 *
 * @throws StatusError BadRequest when the object says otherwise
 */
export function withNamespace<T extends KubernetesObject>(
  object: T,
  target: Target,
): T {
  const { name, namespace } = target;
  const { metadata = {} } = object;
  if (namespace && metadata.namespace && metadata.namespace !== namespace) {
    throw new StatusError(
      'BadRequest',
      'the namespace of the provided object does not match the namespace sent on the request',
    );
  }
  if (name && !metadata.name) {
    throw new StatusError(
      'BadRequest',
      `the name of the object (${name} based on URL) was undeterminable: name must be provided`,
    );
  }
  if (name && metadata.name !== name) {
    throw new StatusError(
      'BadRequest',
      `the name of the object (${metadata.name}) does not match the name on the URL (${name})`,
    );
  }
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(name ? { name } : {}),
      ...(target.resource.namespaced ? { namespace } : {}),
    },
  };
}
