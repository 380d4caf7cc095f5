import { fieldErrors } from '../model/fieldErrors';
import type { Stored } from '../model/objects';
import type { FieldError } from '../model/Resource';

/**
 * What is being deleted takes no further finalizers.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/
 */
export function validateNewFinalizers(
  object: Stored,
  old: Stored,
): FieldError[] {
  const added = (object.metadata.finalizers ?? []).filter(
    finalizer => !old.metadata.finalizers?.includes(finalizer),
  );
  if (!old.metadata.deletionTimestamp || added.length === 0) {
    return [];
  }
  const shown = added.map(finalizer => JSON.stringify(finalizer)).join(', ');
  return [
    fieldErrors.forbidden(
      'metadata.finalizers',
      `no new finalizers can be added if the object is being deleted, found new finalizers []string{${shown}}`,
    ),
  ];
}
