import { useRouteRef } from '@backstage/core-plugin-api';
import { entityPersistenceRouteRef } from '../routes';

/** Where the tab is; undefined in apps that show the card without it. */
export function useDetailsPath(): string | undefined {
  try {
    return useRouteRef(entityPersistenceRouteRef)();
  } catch {
    return undefined; // no path for the route: the tab is not mounted
  }
}
