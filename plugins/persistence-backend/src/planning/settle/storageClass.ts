import { createFinding } from 'backstage-plugin-persistence-common';
import type { StorageClass } from '../../observation/view';
import type { Situation } from '../PlanDraft';
import { chosenByDefault, isAllowedClass } from '../storageClasses';
import { settled, unsettled, type Settled } from './Settled';

/**
 * The class that makes the volume: the one that is asked for, else the one that is chosen by default. A class is always named, so that what
 * the plan says and what the cluster does is the same.
 */
export function settleStorageClass(
  wanted: { storageClass: string | undefined; claim: string },
  input: Situation,
): Settled<StorageClass> {
  const { storageClass, claim } = wanted;
  const { view, policies } = input;
  if (storageClass === undefined) {
    const chosen = chosenByDefault(input);
    return chosen
      ? settled(chosen)
      : unsettled(
          createFinding({
            code: 'NO_DEFAULT_CLASS',
            severity: 'danger',
            params: { claim, cluster: view.cluster },
          }),
        );
  }
  if (!isAllowedClass(storageClass, policies)) {
    return unsettled(
      createFinding({
        code: 'CLASS_NOT_ALLOWED',
        severity: 'danger',
        params: { storageClass },
      }),
    );
  }
  const found = view.storageClass(storageClass);
  return found
    ? settled(found)
    : unsettled(
        createFinding({
          code: 'CLASS_UNKNOWN',
          severity: 'danger',
          params: { claim, storageClass, cluster: view.cluster },
        }),
      );
}
