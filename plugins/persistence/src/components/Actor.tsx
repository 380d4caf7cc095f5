import { useRouteRef } from '@backstage/core-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import {
  EntityDisplayName,
  EntityRefLink,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';

/** Who did something: a person with the way to their page, or a service by its name. */
export function Actor({ name }: { name: string }) {
  const hasPages = useHasEntityPages();

  if (!isEntityRef(name)) {
    return <>{name}</>;
  }
  return hasPages ? (
    <EntityRefLink entityRef={name} defaultKind="user" hideIcon />
  ) : (
    <EntityDisplayName entityRef={name} defaultKind="user" hideIcon />
  );
}

/** A service has a subject such as `plugin:scaffolder` or `external:ci`. */
function isEntityRef(name: string): boolean {
  if (!name.includes('/')) {
    return false;
  }
  try {
    parseEntityRef(name);
    return true;
  } catch {
    return false;
  }
}

/** Apps for one purpose may do without the catalog's pages. */
function useHasEntityPages(): boolean {
  try {
    return useRouteRef(entityRouteRef) !== undefined;
  } catch {
    return false;
  }
}
