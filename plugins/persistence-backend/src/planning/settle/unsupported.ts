import type {
  ExistingFiles,
  Finding,
} from 'backstage-plugin-persistence-common';
import { notSupportedYet } from '../notSupportedYet';
import type { IntentOf } from '../PlanDraft';
import { isExisting } from './remembered';

/** For a new claim. */
const OF_NEW: Readonly<Partial<Record<ExistingFiles, string>>> = {
  'copy-running':
    'carrying over the files of the running pod (copy-running); “start-empty” starts without them',
  'copy-image':
    'copying the files of the image (copy-image); “start-empty” starts without them',
  'keep-claim':
    'keeping what is on a volume that is not made yet (keep-claim); “start-empty” fits a new one',
};

/** For a claim that is there. */
const OF_EXISTING: Readonly<Partial<Record<ExistingFiles, string>>> = {
  'copy-running':
    'carrying files over to a volume that has its own (copy-running); “keep-claim” shows those',
  'copy-image':
    'copying the files of the image to a volume that has its own (copy-image); “keep-claim” shows those',
  'start-empty':
    'emptying a volume first (start-empty); “keep-claim” shows what is on it',
};

/** What of an attach a later version will do. */
export function unsupported(intent: IntentOf<'attach'>): Finding[] {
  const { claim = {}, existingFiles, from, rehearse, perReplica } = intent;
  const words =
    existingFiles && (isExisting(claim) ? OF_EXISTING : OF_NEW)[existingFiles];
  // Of these it is said that they are not supported at all
  const isOther = 'volume' in claim || 'snapshot' in claim;
  return [
    ...(words !== undefined && !isOther
      ? [notSupportedYet(`existing-files-${existingFiles}`, words)]
      : []),
    ...(from
      ? [notSupportedYet('from', 'choosing the pod whose files are kept')]
      : []),
    ...(rehearse
      ? [notSupportedYet('rehearse', 'trying it with a second pod first')]
      : []),
    ...(perReplica
      ? [notSupportedYet('per-replica', 'a volume for each replica')]
      : []),
  ];
}
