import type { Config } from '@backstage/config';
import type { Policies } from './Policies';
import { readMountPathPolicy } from './readMountPathPolicy';
import { readShelfPolicy } from './readShelfPolicy';
import { readSizePolicy } from './readSizePolicy';
import { readStorageClassPolicies } from './readStorageClassPolicies';

/**
 * Reads `persistence.policies`.
 *
 * @param config - of the whole app
 * @throws InputError that names the key and says what to write
 */
export function readPolicies(config: Config): Policies {
  const policies = config.getOptionalConfig('persistence.policies');
  const storageClasses = readStorageClassPolicies(
    policies?.getOptionalConfigArray('storageClasses'),
  );
  return {
    ...(storageClasses && { storageClasses }),
    size: readSizePolicy(policies?.getOptionalConfig('size')),
    mountPaths: readMountPathPolicy(policies?.getOptionalConfig('mountPaths')),
    shelf: readShelfPolicy(policies?.getOptionalConfig('shelf')),
  };
}
