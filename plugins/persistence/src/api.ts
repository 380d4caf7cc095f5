import { createApiRef } from '@backstage/core-plugin-api';
import type { PersistenceApi } from 'backstage-plugin-persistence-common';

/**
 * The REST API of the persistence backend, as the signed-in user.
 *
 * @public
 */
export const persistenceApiRef = createApiRef<PersistenceApi>({
  id: 'plugin.persistence.service',
});
