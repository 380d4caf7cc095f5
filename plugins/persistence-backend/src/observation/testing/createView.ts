import { KINDS, project, type WatchedResource } from '../projections';
import { ClusterStore } from '../store/ClusterStore';
import type { ClusterView, ObservedResource } from '../view';

interface RawObject {
  kind?: string;
  items?: RawObject[];
  metadata?: { namespace?: string; name?: string; uid?: string };
}

const RESOURCES = new Map(
  Object.entries(KINDS).map(([resource, kind]) => [
    kind,
    resource as WatchedResource,
  ]),
);

/**
 * A view of a cluster that contains these objects, as `kubectl get -o json` shows them; lists are taken apart. Objects without a uid
 * get one. Made by the code that production uses.
 *
 * @param options - `unknown`: the resources that were not read
 * @throws Error for an object of a kind that is not observed
 */
export function createView(options: {
  cluster?: string;
  objects: object[];
  readOnly?: boolean;
  observedAt?: Date;
  unknown?: ObservedResource[];
}): ClusterView {
  const { objects, unknown = [] } = options;
  const store = ClusterStore.create({
    cluster: options.cluster ?? 'test',
    readOnly: options.readOnly ?? false,
  });
  for (const object of objects.flatMap(each => itemsOf(each))) {
    const resource = RESOURCES.get(object.kind ?? '');
    if (resource === undefined) {
      throw new Error(`Objects of the kind '${object.kind}' are not observed`);
    }
    const projection = project(resource, withUid(object));
    if (projection && !unknown.some(each => each === resource)) {
      store.put(resource, projection);
    }
  }
  for (const resource of RESOURCES.values()) {
    if (resource !== 'events') {
      store.setKnown(resource, !unknown.includes(resource));
    }
  }
  store.setHeardAt((options.observedAt ?? new Date()).getTime());
  return store;
}

/** The items of a list say their kind only in the list's. */
function itemsOf(object: RawObject): RawObject[] {
  return object.items
    ? object.items.map(item => ({
        kind: object.kind?.replace(/List$/, ''),
        ...item,
      }))
    : [object];
}

function withUid(object: RawObject): RawObject {
  const { namespace, name } = object.metadata ?? {};
  return {
    ...object,
    metadata: {
      uid: `${object.kind}-${namespace ?? ''}-${name}`.toLowerCase(),
      ...object.metadata,
    },
  };
}
