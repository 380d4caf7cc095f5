import type { Finding, Plan } from 'backstage-plugin-persistence-common';
import { NEW_VOLUME, type AttachValues } from './AttachForm';

/** A field at which something is wrong. */
export type AttachField = keyof AttachValues;

/** Which field a blocker is about, where it is about one that can be seen. */
const FIELDS: Partial<Record<string, AttachField>> = {
  PATH_NEEDED: 'path',
  PATH_INVALID: 'path',
  PATH_NOT_ALLOWED: 'path',
  PATH_IN_USE: 'path',
  CONTAINER_UNKNOWN: 'container',
  SIZE_INVALID: 'size',
  SIZE_OUT_OF_RANGE: 'size',
  CLASS_UNKNOWN: 'storageClass',
  CLASS_NOT_ALLOWED: 'storageClass',
  NO_DEFAULT_CLASS: 'storageClass',
  ACCESS_MODE_UNSUPPORTED: 'accessMode',
  NAME_INVALID: 'name',
  CLAIM_UNKNOWN: 'volume',
  CLAIM_DELETING: 'volume',
  CLAIM_LOST: 'volume',
  CLAIM_WRONG_MODE: 'volume',
};

/** The plan's blockers, each at its field, and those that are about none. */
export interface PlacedBlockers {
  byField: Partial<Record<AttachField, Finding>>;
  others: Finding[];
}

/** Puts blockers at the fields that they are about; a second one at the same field stays among the others. */
export function placeBlockers(
  plan: Plan | undefined,
  values: AttachValues,
  visible: ReadonlySet<AttachField>,
): PlacedBlockers {
  const placed: PlacedBlockers = { byField: {}, others: [] };
  for (const blocker of plan?.blockers ?? []) {
    const field = fieldOf(blocker, values);
    if (field && visible.has(field) && !placed.byField[field]) {
      placed.byField[field] = blocker;
    } else {
      placed.others.push(blocker);
    }
  }
  return placed;
}

function fieldOf(
  { code, params }: Finding,
  { path, subPath, volume }: AttachValues,
): AttachField | undefined {
  if (code === 'PATH_INVALID' && params.path !== path.trim()) {
    return params.path === subPath.trim() ? 'subPath' : 'path';
  }
  if (code === 'CLAIM_IN_USE') {
    return volume === NEW_VOLUME ? 'name' : 'volume';
  }
  return Object.hasOwn(FIELDS, code) ? FIELDS[code] : undefined;
}
