import { resourceName, type FieldError, type Resource } from './Resource';
import { StatusError } from './StatusError';

/** `Deployment.apps "web" is invalid: spec.replicas: Invalid value: …`, with a cause per field. */
export function invalid(
  resource: Pick<Resource, 'group' | 'kind'>,
  name: string,
  errors: FieldError[],
): StatusError {
  const kind = resource.group
    ? `${resource.kind}.${resource.group}`
    : resource.kind;
  const texts = errors.map(({ field, message }) => `${field}: ${message}`);
  return new StatusError(
    'Invalid',
    `${kind} "${name}" is invalid: ${texts.length === 1 ? texts[0] : `[${texts.join(', ')}]`}`,
    {
      subject: {
        ...(name ? { name } : {}),
        ...(resource.group ? { group: resource.group } : {}),
        kind: resource.kind,
      },
      causes: errors.map(({ reason, message, field }) => ({
        reason,
        message,
        field,
      })),
    },
  );
}

/** `pods "web" not found` */
export function notFound(resource: Resource, name: string): StatusError {
  return new StatusError(
    'NotFound',
    `${resourceName(resource)} "${name}" not found`,
    {
      subject: subjectOf(resource, name),
    },
  );
}

/** `pods "web" already exists` */
export function alreadyExists(resource: Resource, name: string): StatusError {
  return new StatusError(
    'AlreadyExists',
    `${resourceName(resource)} "${name}" already exists`,
    {
      subject: subjectOf(resource, name),
    },
  );
}

/** `Operation cannot be fulfilled on deployments.apps "web": …` */
export function conflict(
  resource: Resource,
  name: string,
  why: string,
): StatusError {
  return new StatusError(
    'Conflict',
    `Operation cannot be fulfilled on ${resourceName(resource)} "${name}": ${why}`,
    { subject: subjectOf(resource, name) },
  );
}

function subjectOf(resource: Resource, name: string) {
  return {
    name,
    ...(resource.group ? { group: resource.group } : {}),
    kind: resource.plural,
  };
}
