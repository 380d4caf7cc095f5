import {
  parseQuantity,
  type AttachClaim,
  type Intent,
  type Plan,
} from 'backstage-plugin-persistence-common';

/** An intent to keep data. */
export type AttachIntent = Extract<Intent, { kind: 'attach' }>;

/** The fields of a new claim. */
export type NewClaimFields = Extract<AttachClaim, { size?: string }>;

/** Stands for a new volume where one is chosen. No claim can have this name. */
export const NEW_VOLUME = '';

/** What a person has typed or chosen; what they left alone is absent, and the backend's to say. */
export interface AttachEdits {
  container?: string;
  path?: string;
  /** The name of an existing claim, or {@link NEW_VOLUME}. */
  volume?: string;
  /** As it was typed. */
  size?: string;
  storageClass?: string;
  accessMode?: string;
  name?: string;
  subPath?: string;
}

/** What the fields show. */
export type AttachValues = Required<AttachEdits>;

/** The edits as an intent; `undefined` as long as the folder is missing. */
export function intentOf(edits: AttachEdits): AttachIntent | undefined {
  const { container, path, subPath } = edits;
  if (path?.trim() === '') {
    return undefined;
  }
  const claim = claimOf(edits);
  return {
    kind: 'attach',
    ...(container !== undefined && { container }),
    ...(path !== undefined && { path: path.trim() }),
    ...(subPath !== undefined && { subPath: subPath.trim() }),
    ...(claim && { claim }),
    existingFiles: fittingFiles(claim),
  };
}

/**
 * The same for the other kind of claim, where the backend has chosen one from the shelf: the files of a new volume and of one that is there
 * already are not the same question.
 */
export function correctedIntent(
  asked: Intent,
  { intent }: Plan,
): Intent | undefined {
  if (asked.kind !== 'attach' || intent.kind !== 'attach') {
    return undefined;
  }
  const existingFiles = fittingFiles(intent.claim);
  return asked.existingFiles === existingFiles
    ? undefined
    : { ...asked, existingFiles };
}

/** Without what a plan settled so far the fields show nothing of their own. */
export const NOTHING_SETTLED: AttachValues = {
  container: '',
  path: '',
  volume: NEW_VOLUME,
  size: '',
  storageClass: '',
  accessMode: '',
  name: '',
  subPath: '',
};

/** What the fields show without edits: what the plan settled, else what was settled before. */
export function settledBy(
  before: AttachValues,
  { intent }: Plan,
): AttachValues {
  if (intent.kind !== 'attach') {
    return before;
  }
  const { container, path, subPath, claim } = intent;
  const fresh = claim && isNew(claim) ? claim : undefined;
  return {
    container: container ?? before.container,
    path: path ?? before.path,
    volume: existingOf(claim) ?? NEW_VOLUME,
    size: fresh?.size ?? before.size,
    storageClass: fresh?.storageClass ?? before.storageClass,
    accessMode: fresh?.accessMode ?? before.accessMode,
    name: fresh?.name ?? before.name,
    subPath: subPath ?? '',
  };
}

/** Only a whole choice of a claim is one: without any the backend looks at the shelf first. */
function claimOf(edits: AttachEdits): AttachClaim | undefined {
  const { volume, size, storageClass, accessMode, name } = edits;
  if (volume) {
    return { existing: volume };
  }
  const fields: NewClaimFields = {
    ...(size?.trim() && { size: toQuantity(size) }),
    ...(storageClass && { storageClass }),
    ...(isAccessMode(accessMode) && { accessMode }),
    ...(name?.trim() && { name: name.trim() }),
  };
  return volume === NEW_VOLUME || Object.keys(fields).length > 0
    ? fields
    : undefined;
}

/** Copying is for a later version. */
function fittingFiles(
  claim: AttachClaim | undefined,
): 'keep-claim' | 'start-empty' {
  return existingOf(claim) === undefined ? 'start-empty' : 'keep-claim';
}

function existingOf(claim: AttachClaim | undefined): string | undefined {
  return claim && 'existing' in claim ? claim.existing : undefined;
}

function isNew(claim: AttachClaim): claim is NewClaimFields {
  return !('existing' in claim || 'volume' in claim || 'snapshot' in claim);
}

function isAccessMode(
  mode: string | undefined,
): mode is NonNullable<NewClaimFields['accessMode']> {
  return (
    mode === 'ReadWriteOnce' ||
    mode === 'ReadWriteMany' ||
    mode === 'ReadWriteOncePod'
  );
}

/** A size as people write it: `1 GB`, `1,5 go`. */
const READABLE_SIZE = /^(\d+(?:[.,]\d+)?)\s*([kmgtp])(?:i?[bo])?$/i;

/** A size as people write it as a quantity, in powers of 1024 as the page shows them; anything else as it is. */
export function toQuantity(size: string): string {
  const text = size.trim();
  if (parseQuantity(text) !== undefined) {
    return text;
  }
  const [, number, unit] = READABLE_SIZE.exec(text) ?? [];
  return number === undefined
    ? text
    : `${number.replace(',', '.')}${unit.toUpperCase()}i`;
}
