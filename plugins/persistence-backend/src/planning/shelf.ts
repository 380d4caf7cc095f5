import type {
  Claim,
  ClusterView,
  EntitySelector,
  ObservedResource,
} from '../observation/view';
import { entityRefOf } from './ownership';
import { ENTITY_ANNOTATION } from 'backstage-plugin-persistence-common';

/** Whatever may use a claim. Where one of them cannot be read, nothing can be said to be unused. */
const USERS: readonly ObservedResource[] = [
  'deployments',
  'statefulsets',
  'daemonsets',
  'cronjobs',
  'jobs',
  'pods',
];

/** The claims of an entity: those that it selects or that name it, without those that name another one. */
export function ownClaimsOf(
  entityRef: string,
  selector: EntitySelector,
  view: ClusterView,
): Claim[] {
  return view
    .claimsOf(entityRef, selector)
    .filter(claim => !isOfAnother(claim, entityRef));
}

/**
 * The claims of an entity that keep their data although nothing uses them: none that is being deleted, no workload names it, and no pod
 * that runs or is going to.
 */
export function shelvedClaimsOf(
  entityRef: string,
  selector: EntitySelector,
  view: ClusterView,
): Claim[] {
  return USERS.every(resource => view.knows(resource))
    ? ownClaimsOf(entityRef, selector, view).filter(
        claim => !claim.deleting && !isUsed(claim, view),
      )
    : [];
}

/** The labels may say that it is this entity's; who put it on the shelf knows better. */
function isOfAnother({ annotations }: Claim, entityRef: string): boolean {
  const owner = entityRefOf(annotations[ENTITY_ANNOTATION]);
  return owner !== undefined && owner !== entityRef;
}

function isUsed(claim: Claim, view: ClusterView): boolean {
  return (
    view.workloadsUsing(claim).length > 0 ||
    view
      .podsUsing(claim)
      .some(({ phase }) => phase !== 'Succeeded' && phase !== 'Failed')
  );
}
