import {
  createFinding,
  type AttachClaim,
} from 'backstage-plugin-persistence-common';
import { freeName, isLabel } from '../names';
import type { Situation } from '../PlanDraft';
import { accessModesOf } from '../storageClasses';
import { settled, unsettled, type Settled } from './Settled';
import { settleSize } from './size';
import { settleStorageClass } from './storageClass';

/** A claim that is going to be made. */
export interface NewClaim {
  name: string;
  size: string;
  storageClass: string;
  accessMode: 'ReadWriteOnce' | 'ReadWriteMany' | 'ReadWriteOncePod';
}

/** The fields of the intent for a new claim. */
export type NewClaimFields = Extract<AttachClaim, { size?: string }>;

/** A claim of one node unless another mode is asked for. All that is wrong is said at once. */
export function settleNewClaim(
  wanted: NewClaimFields,
  input: Situation,
): Settled<NewClaim> {
  const name = settleName(wanted.name, input);
  const size = settleSize(wanted.size, input);
  const storageClass = settleStorageClass(
    {
      storageClass: wanted.storageClass,
      claim: name.value ?? wanted.name ?? '',
    },
    input,
  );
  const accessMode = wanted.accessMode ?? 'ReadWriteOnce';
  const unsupported =
    storageClass.value &&
    !accessModesOf(storageClass.value, input.policies).includes(accessMode)
      ? [
          createFinding({
            code: 'ACCESS_MODE_UNSUPPORTED',
            severity: 'danger',
            params: { storageClass: storageClass.value.name, accessMode },
          }),
        ]
      : [];
  const [first, ...others] = [
    ...name.blockers,
    ...size.blockers,
    ...storageClass.blockers,
    ...unsupported,
  ];
  if (first) {
    return unsettled(first, ...others);
  }
  return settled({
    name: name.value ?? '',
    size: size.value ?? '',
    storageClass: storageClass.value?.name ?? '',
    accessMode,
  });
}

/** The default is free at this moment; the server decides when the claim is made. */
function settleName(
  wanted: string | undefined,
  { workload, view }: Situation,
): Settled<string> {
  const isTaken = (name: string) =>
    view.claim(workload.namespace, name) !== undefined;
  if (wanted === undefined) {
    return settled(freeName(workload.name, isTaken));
  }
  if (!isLabel(wanted)) {
    return unsettled(
      createFinding({
        code: 'NAME_INVALID',
        severity: 'danger',
        params: { name: wanted },
      }),
    );
  }
  return isTaken(wanted)
    ? unsettled(
        createFinding({
          code: 'CLAIM_IN_USE',
          severity: 'danger',
          params: { claim: wanted },
        }),
      )
    : settled(wanted);
}
