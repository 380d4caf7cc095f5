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
import { normalSubPath } from './normalPath';
import { settlePath, type FreeFolder } from './path';
import { isExisting, rememberedOf } from './remembered';
import { settled, unsettled, type Settled } from './Settled';
import { unsupported } from './unsupported';

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
  const { intent, prefill, workload, policies } = input;
  const remembered = rememberedOf(input);
  const container = settleContainer(
    intent.container,
    [remembered?.record.container, prefill.container],
    input,
  );
  const wantedPath =
    intent.path ??
    remembered?.record.path ??
    prefill.path ??
    suggestPaths(workload, prefill, policies).find(
      suggestion => suggestion.container === container.value?.name,
    )?.path;
  const claimWanted: AttachClaim =
    intent.claim ?? (remembered ? { existing: remembered.claim.name } : {});
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

function settleFolder(
  path: string | undefined,
  container: Container | undefined,
  { workload, policies }: Situation,
): Settled<FreeFolder> {
  if (path === undefined || path === '') {
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
          code: 'SUB_PATH_INVALID',
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
