import { conflict } from '../model/failures';
import type { Stored } from '../model/objects';
import { resourceName, type Resource } from '../model/Resource';
import { StatusError } from '../model/StatusError';

/** What a caller expects the object to be still. */
export interface Expected {
  uid?: string;
  resourceVersion?: string;
}

/** Throws Conflict when an update was made from another state of the object than the one that is there. */
export function checkUpdate(
  resource: Resource,
  old: Stored,
  expected: Expected,
): void {
  const { name, uid, resourceVersion } = old.metadata;
  if (expected.uid && expected.uid !== uid) {
    throw conflict(
      resource,
      name,
      `Precondition failed: UID in precondition: ${expected.uid}, UID in object meta: ${uid}`,
    );
  }
  if (
    expected.resourceVersion &&
    expected.resourceVersion !== resourceVersion
  ) {
    throw conflict(
      resource,
      name,
      'the object has been modified; please apply your changes to the latest version and try again',
    );
  }
}

/** Throws Conflict when a deletion was meant for another object, or for another state of it. */
export function checkDeletion(
  resource: Resource,
  old: Stored,
  expected: Expected,
): void {
  const { uid, resourceVersion } = old.metadata;
  if (expected.uid && expected.uid !== uid) {
    throw preconditionFailed(
      resource,
      old,
      `the UID in the precondition (${expected.uid}) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    );
  }
  if (
    expected.resourceVersion &&
    expected.resourceVersion !== resourceVersion
  ) {
    throw preconditionFailed(
      resource,
      old,
      `the ResourceVersion in the precondition (${expected.resourceVersion}) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
    );
  }
}

/** Here, unlike everywhere else, the API server names the kind in place of the resource. */
function preconditionFailed(
  resource: Resource,
  { metadata }: Stored,
  why: string,
): StatusError {
  const kind = resourceName({ group: resource.group, plural: resource.kind });
  return new StatusError(
    'Conflict',
    `Operation cannot be fulfilled on ${kind} "${metadata.name}": ${why}`,
    {
      subject: {
        name: metadata.name,
        ...(resource.group ? { group: resource.group } : {}),
        kind: resource.kind,
      },
    },
  );
}
