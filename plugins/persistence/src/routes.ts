import { createRouteRef } from '@backstage/core-plugin-api';

/**
 * The tab of an entity's page that shows where its data lives.
 *
 * @public
 */
export const entityPersistenceRouteRef = createRouteRef({ id: 'persistence' });
