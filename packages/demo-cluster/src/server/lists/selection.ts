import type { Stored } from '../../model/objects';
import type { Resource } from '../../model/Resource';
import { parseFieldSelector, parseLabelSelector } from '../../model/selectors';
import { StatusError } from '../../model/StatusError';

/** Which objects a list or a watch is about. */
export interface Selection {
  matches(object: Stored): boolean;
  /** Whether it narrows more than by namespace. */
  narrows: boolean;
}

/**
 * Reads `labelSelector` and `fieldSelector`.
 *
 * @throws StatusError BadRequest for a selector that cannot be read or a field that the kind does not offer
 */
export function parseSelection(
  query: URLSearchParams,
  place: { resource: Resource; namespace?: string },
): Selection {
  const { resource, namespace } = place;
  const labelText = query.get('labelSelector') ?? '';
  const labels = labelText ? parseLabelSelector(labelText) : undefined;
  const fields = parseFieldSelector(query.get('fieldSelector') ?? '');
  const offered = [
    'metadata.name',
    'metadata.namespace',
    ...Object.keys(resource.fields?.({}) ?? {}),
  ];
  for (const { field } of fields) {
    if (!offered.includes(field)) {
      throw new StatusError(
        'BadRequest',
        resource.group
          ? `"${field}" is not a known field selector: only "metadata.name", "metadata.namespace"`
          : `field label not supported: ${field}`,
      );
    }
  }
  return {
    narrows: labels !== undefined || fields.length > 0,
    matches(object) {
      if (namespace !== undefined && object.metadata.namespace !== namespace) {
        return false;
      }
      if (labels && !labels(object.metadata.labels)) {
        return false;
      }
      const values: Record<string, string | undefined> = {
        'metadata.name': object.metadata.name,
        'metadata.namespace': object.metadata.namespace ?? '',
        ...(fields.length ? resource.fields?.(object) : {}),
      };
      return fields.every(
        ({ field, value, equal }) => (values[field] === value) === equal,
      );
    },
  };
}
