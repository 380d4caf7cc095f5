import { RESOURCE_TYPE_CATALOG_ENTITY } from '@backstage/plugin-catalog-common/alpha';
import { createPermission } from '@backstage/plugin-permission-common';

/**
 * To see where an entity's workloads keep their data. Policies decide it with the catalog's own conditions.
 *
 * @public
 */
export const persistenceVolumeReadPermission = createPermission({
  name: 'persistence.volume.read',
  attributes: { action: 'read' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * All permissions of this plugin.
 *
 * @public
 */
export const persistencePermissions = [persistenceVolumeReadPermission];
