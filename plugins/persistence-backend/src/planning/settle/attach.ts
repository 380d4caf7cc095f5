import {
  createFinding,
  type AttachClaim,
  type Finding,
} from 'backstage-plugin-persistence-common';
import type { Claim, Container } from '../../observation/view';
import { recordOf } from '../claimRecord';
import { notSupportedYet } from '../notSupportedYet';
import type { IntentOf, PlanningInput, Situation } from '../PlanDraft';
import { suggestPaths } from '../suggestPaths';
import { settleContainer } from './container';
import { settleExistingClaim } from './existingClaim';
import { settleNewClaim, type NewClaim, type NewClaimFields } from './newClaim';
import { normalPath, normalSubPath } from './normalPath';
import { settlePath, type FreeFolder } from './path';
import { settled, unsettled, type Settled } from './Settled';

/** Our own folder on a volume that we made, so that `lost+found` is never seen. */
const SUB_PATH = 'data';

/** The claim that is attached. */
export type ChosenClaim =
  | { isNew: true; name: string; claim: NewClaim }
  | { isNew: false; name: string; claim: Claim };

/** What an attach is about, with nothing left open. */
export interface Attachment {
  container: Container;
  folder: FreeFolder;
  /** Undefined: the volume's own root. */
  subPath?: string;
  claim: ChosenClaim;
}

/** An attach with every default that could be filled in, and why the rest could not. */
export interface SettledAttach {
  intent: IntentOf<'attach'>;
  attachment?: Attachment;
  blockers: Finding[];
}

/** Fills in the defaults of an attach. All that is wrong is said at once. */
export function settleAttach(input: PlanningInput<'attach'>): SettledAttach {
  const { intent } = input;
  const container = settleContainer(intent.container, input);
  const wantedPath = intent.path ?? defaultPath(container.value, input);
  const claimWanted = intent.claim ?? defaultClaim(wantedPath, input);
  const claim = settleClaim(claimWanted, input);
  const folder = settleFolder(wantedPath, container.value, input);
  const subPath = settleSubPath(claim.value, intent);
  const existingFiles =
    intent.existingFiles ??
    (isExisting(claimWanted) ? 'keep-claim' : 'copy-running');
  const filled: IntentOf<'attach'> = {
    ...intent,
    ...(container.value && { container: container.value.name }),
    ...(wantedPath !== undefined && { path: folder.value?.path ?? wantedPath }),
    ...(subPath.value && { subPath: subPath.value }),
    claim: claim.value ? toIntent(claim.value) : claimWanted,
    existingFiles,
    ...(folder.value?.emptyDir !== undefined && {
      replaceVolume: folder.value.emptyDir,
    }),
    rehearse: intent.rehearse ?? false,
    perReplica: intent.perReplica ?? false,
  };
  const blockers = [
    ...container.blockers,
    ...folder.blockers,
    ...claim.blockers,
    ...subPath.blockers,
    ...replacedVolume(intent, folder.value),
    ...unsupported(filled),
  ];
  return {
    intent: filled,
    blockers,
    ...(blockers.length === 0 &&
      container.value &&
      folder.value &&
      claim.value && {
        attachment: {
          container: container.value,
          folder: folder.value,
          ...(subPath.value && { subPath: subPath.value }),
          claim: claim.value,
        },
      }),
  };
}

/** What the entity names, what a shelved claim of this workload was used for, or temporary space that is there. */
function defaultPath(
  container: Container | undefined,
  input: PlanningInput<'attach'>,
): string | undefined {
  const { intent, prefill, workload, view } = input;
  const wanted = intent.claim;
  const existing =
    wanted && isExisting(wanted)
      ? view.claim(workload.namespace, wanted.existing)
      : undefined;
  return (
    (existing && recordOf(existing).path) ??
    prefill.path ??
    latestOnShelf(input)?.path ??
    suggestPaths(workload, prefill).find(
      suggestion => suggestion.container === container?.name,
    )?.path
  );
}

/** The claim that kept this folder before, so that switching off and on again loses nothing; else a new one. */
function defaultClaim(
  path: string | undefined,
  input: PlanningInput<'attach'>,
): AttachClaim {
  const shelved =
    path === undefined ? undefined : latestOnShelf(input, normalPath(path));
  return shelved ? { existing: shelved.name } : {};
}

function latestOnShelf(
  { shelf, workload }: Situation,
  path?: string,
): { name: string; path: string } | undefined {
  return shelf
    .filter(
      claim =>
        claim.namespace === workload.namespace &&
        !claim.deleting &&
        claim.phase !== 'Lost' &&
        claim.volumeMode === 'Filesystem',
    )
    .sort((one, other) => shelvedAt(other).localeCompare(shelvedAt(one)))
    .flatMap(claim => {
      const record = recordOf(claim);
      return record.workload === workload.name &&
        record.path !== undefined &&
        (path === undefined || path === record.path)
        ? [{ name: claim.name, path: record.path }]
        : [];
    })[0];
}

function shelvedAt({ annotations }: Claim): string {
  return annotations['backstage-persistence/shelved-at'] ?? '';
}

function settleFolder(
  path: string | undefined,
  container: Container | undefined,
  { workload, policies }: Situation,
): Settled<FreeFolder> {
  if (path === undefined) {
    return unsettled(
      createFinding({
        code: 'PATH_NEEDED',
        severity: 'danger',
        params: { workload: workload.name },
      }),
    );
  }
  return settlePath({
    wanted: path,
    // A path can be wrong whoever sees it
    container: container ?? {
      name: '',
      role: 'main',
      image: '',
      readOnlyRootFilesystem: false,
      mounts: [],
    },
    workload,
    policies,
  });
}

function settleClaim(
  wanted: AttachClaim,
  input: PlanningInput<'attach'>,
): Settled<ChosenClaim> {
  if (isExisting(wanted)) {
    const existing = settleExistingClaim(wanted.existing, input);
    return existing.value
      ? settled<ChosenClaim>({
          isNew: false,
          name: existing.value.name,
          claim: existing.value,
        })
      : existing;
  }
  if ('volume' in wanted) {
    return unsettled(
      notSupportedYet('pre-made-volume', 'using a volume made in advance'),
    );
  }
  if ('snapshot' in wanted) {
    return unsettled(notSupportedYet('snapshot', 'starting from a snapshot'));
  }
  const fields: NewClaimFields = wanted;
  const created = settleNewClaim(fields, input);
  return created.value
    ? settled<ChosenClaim>({
        isNew: true,
        name: created.value.name,
        claim: created.value,
      })
    : created;
}

function isExisting(claim: AttachClaim): claim is { existing: string } {
  return 'existing' in claim;
}

/** A claim that was used before is seen as it was then: another folder would hide what is in it. */
function settleSubPath(
  claim: ChosenClaim | undefined,
  intent: IntentOf<'attach'>,
): Settled<string> {
  const { subPath } = intent;
  if (subPath === undefined) {
    return settled(
      claim?.isNew === false ? (recordOf(claim.claim).subPath ?? '') : SUB_PATH,
    );
  }
  const normal = subPath === '' ? '' : normalSubPath(subPath);
  return normal === undefined
    ? unsettled(
        createFinding({
          code: 'PATH_INVALID',
          severity: 'danger',
          params: { path: subPath },
        }),
      )
    : settled(normal);
}

function toIntent(chosen: ChosenClaim): AttachClaim {
  return chosen.isNew ? { ...chosen.claim } : { existing: chosen.name };
}

/** Who names the volume that is replaced means that one. */
function replacedVolume(
  { replaceVolume }: IntentOf<'attach'>,
  folder: FreeFolder | undefined,
): Finding[] {
  return replaceVolume !== undefined &&
    folder &&
    folder.emptyDir !== replaceVolume
    ? [
        createFinding({
          code: 'REPLACED_VOLUME_UNKNOWN',
          severity: 'danger',
          params: { volume: replaceVolume, path: folder.path },
        }),
      ]
    : [];
}

function unsupported(intent: IntentOf<'attach'>): Finding[] {
  const { claim = {}, existingFiles, from, rehearse, perReplica } = intent;
  const fitting = isExisting(claim) ? 'keep-claim' : 'start-empty';
  return [
    ...(existingFiles === fitting
      ? []
      : [
          notSupportedYet(
            `existing-files-${existingFiles}`,
            `carrying files over to a volume (${existingFiles})`,
          ),
        ]),
    ...(from ? [notSupportedYet('from', 'choosing whose files are kept')] : []),
    ...(rehearse ? [notSupportedYet('rehearse', 'a rehearsal')] : []),
    ...(perReplica
      ? [notSupportedYet('per-replica', 'a volume for each replica')]
      : []),
  ];
}
