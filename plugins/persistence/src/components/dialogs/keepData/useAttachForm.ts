import { useEffect, useMemo, useState } from 'react';
import type { Options, Plan } from 'backstage-plugin-persistence-common';
import {
  NEW_VOLUME,
  NOTHING_SETTLED,
  settledBy,
  type AttachEdits,
  type AttachValues,
} from './AttachForm';

/** The fields of the dialog. */
export interface AttachForm {
  edits: AttachEdits;
  edit: (change: AttachEdits) => void;
}

/** What a person has typed and chosen so far. */
export function useAttachForm(initial: AttachEdits): AttachForm {
  const [edits, setEdits] = useState(initial);
  return {
    edits,
    edit: change => setEdits(before => ({ ...before, ...change })),
  };
}

/** What the fields show: edits, else what the plan settled, else what is offered first. */
export function useAttachValues(
  edits: AttachEdits,
  { plan, options }: { plan?: Plan; options?: Options },
): AttachValues {
  const [settled, setSettled] = useState(NOTHING_SETTLED);
  useEffect(() => {
    if (plan) {
      setSettled(before => settledBy(before, plan));
    }
  }, [plan]);

  return useMemo(
    () => ({
      ...settled,
      path: settled.path || (options?.paths[0]?.path ?? ''),
      size: settled.size || (options?.size.default ?? ''),
      storageClass:
        settled.storageClass ||
        (options?.storageClasses.find(each => each.default)?.name ?? ''),
      ...(isAboutNewVolume(edits) && { volume: NEW_VOLUME }),
      ...edits,
    }),
    [edits, settled, options],
  );
}

function isAboutNewVolume(edits: AttachEdits): boolean {
  const { size, storageClass, accessMode, name } = edits;
  return Boolean(size || storageClass || accessMode || name);
}
