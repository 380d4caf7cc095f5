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
 * To keep data of an entity's workloads on volumes, and to take that back.
 *
 * @public
 */
export const persistenceVolumeAttachPermission = createPermission({
  name: 'persistence.volume.attach',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * To take volumes away from an entity's workloads, and to give them back. Their data stays.
 *
 * @public
 */
export const persistenceVolumeDetachPermission = createPermission({
  name: 'persistence.volume.detach',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * To restart an entity's workloads.
 *
 * @public
 */
export const persistenceVolumeRedeployPermission = createPermission({
  name: 'persistence.volume.redeploy',
  attributes: { action: 'update' },
  resourceType: RESOURCE_TYPE_CATALOG_ENTITY,
});

/**
 * All permissions of this plugin.
 *
 * @public
 */
export const persistencePermissions = [
  persistenceVolumeReadPermission,
  persistenceVolumeAttachPermission,
  persistenceVolumeDetachPermission,
  persistenceVolumeRedeployPermission,
];
