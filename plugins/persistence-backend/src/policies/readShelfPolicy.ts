import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { addDuration } from './addDuration';

const KEY = 'persistence.policies.shelf.keepFor';

/**
 * Reads how long claims stay on the shelf.
 *
 * @param config - `persistence.policies.shelf`
 * @throws InputError that names the key and says what to write
 */
export function readShelfPolicy(config: Config | undefined): {
  keepFor: string;
} {
  const keepFor = config?.getOptionalString('keepFor') ?? 'P30D';
  if (!addDuration(new Date(), keepFor)) {
    throw new InputError(
      `'${KEY}' is '${keepFor}', which is no duration: write one as ISO 8601 says, such as 'P30D' for 30 days`,
    );
  }
  return { keepFor };
}
