import type { ClusterView, ObservedResource } from '../observation/view';

/** What the verdict depends on and could not be read. */
export function unreadable(view: ClusterView): ObservedResource[] {
  const needed: ObservedResource[] = ['persistentvolumeclaims', 'pods'];
  return needed.filter(resource => !view.knows(resource));
}
