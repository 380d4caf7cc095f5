import { createFinding } from 'backstage-plugin-persistence-common';
import type { StorageClass } from '../../observation/view';
import { defaultClassOf } from '../storageClasses';
import type { Situation } from '../PlanDraft';
import { settled, unsettled, type Settled } from './Settled';

/**
 * The class that makes the volume: the one that is asked for, else the entity's, the policy's or the cluster's own default, of those that
 * the policy allows. A class is always named, so that what the plan says and what the cluster does is the same.
 */
export function settleStorageClass(
  wanted: { storageClass: string | undefined; claim: string },
  input: Situation,
): Settled<StorageClass> {
  const { storageClass, claim } = wanted;
  const { view, policies, prefill } = input;
  const allowed = policies.storageClasses;
  const isAllowed = (name: string) =>
    allowed === undefined || allowed.some(policy => policy.name === name);
  if (storageClass !== undefined) {
    return named({ storageClass, claim }, isAllowed, input);
  }
  const candidates = [
    prefill.storageClass,
    allowed?.find(policy => policy.default)?.name,
    defaultClassOf(view)?.name,
    // Where only one may be chosen, nobody has to choose
    allowed?.length === 1 ? allowed[0].name : undefined,
  ];
  for (const name of candidates) {
    const found =
      name !== undefined && isAllowed(name)
        ? view.storageClass(name)
        : undefined;
    if (found) {
      return settled(found);
    }
  }
  return unsettled(
    createFinding({
      code: 'NO_DEFAULT_CLASS',
      severity: 'danger',
      params: { claim, cluster: view.cluster },
    }),
  );
}

function named(
  { storageClass, claim }: { storageClass: string; claim: string },
  isAllowed: (name: string) => boolean,
  { view }: Situation,
): Settled<StorageClass> {
  const found = view.storageClass(storageClass);
  if (!isAllowed(storageClass)) {
    return unsettled(
      createFinding({
        code: 'CLASS_NOT_ALLOWED',
        severity: 'danger',
        params: { storageClass },
      }),
    );
  }
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
