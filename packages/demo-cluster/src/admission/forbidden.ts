import type { StatusCause } from 'kubernetes-types/meta/v1';
import { resourceName, type Resource } from '../model/Resource';
import { StatusError } from '../model/StatusError';

/** `persistentvolumeclaims "data" is forbidden: …` */
export function forbidden(
  resource: Resource,
  name: string,
  why: string,
  causes?: StatusCause[],
): StatusError {
  return new StatusError(
    'Forbidden',
    `${resourceName(resource)} "${name}" is forbidden: ${why}`,
    {
      subject: {
        name,
        ...(resource.group ? { group: resource.group } : {}),
        kind: resource.plural,
      },
      causes,
    },
  );
}
