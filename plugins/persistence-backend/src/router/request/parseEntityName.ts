import type { CompoundEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/** What no catalog would take for a name; what one takes beyond that is its own affair. */
const PART = /^[^\s/:\p{C}]{1,253}$/u;

/**
 * Which entity a path names.
 *
 * @throws InputError when no entity could have this name
 */
export function parseEntityName(
  parameters: Record<string, string | undefined>,
): CompoundEntityRef {
  return {
    kind: readPart(parameters, 'kind'),
    namespace: readPart(parameters, 'namespace'),
    name: readPart(parameters, 'name'),
  };
}

function readPart(
  parameters: Record<string, string | undefined>,
  part: 'kind' | 'namespace' | 'name',
): string {
  const value = parameters[part] ?? '';
  if (!PART.test(value)) {
    throw new InputError(
      `The ${part} of an entity is 1 to 253 characters without spaces, '/' and ':'`,
    );
  }
  return value;
}
