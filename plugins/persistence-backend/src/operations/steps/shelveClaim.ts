import { SHELVED_AT_ANNOTATION } from 'backstage-plugin-persistence-common';
import { shelvePatch, type ShelveClaimStep } from '../../planning';
import type { StepContext, StepHandler } from '../StepHandler';
import { isMarked, withMarks } from './marksOf';
import { claimPath, claimRights, type LiveObject } from './objects';
import { patchOnce } from './patchOnce';

/** Writes on the claim since when, by whom and until when it is on the shelf. */
export const shelveClaim: StepHandler<ShelveClaimStep> = {
  kind: 'shelve-claim',
  rolls: false,
  rights: ({ namespace }) => claimRights(namespace, 'get', 'patch'),
  async run(step, context) {
    await shelve(step, context);
    return {};
  },
  // It is the last step: when it is done, the operation has succeeded
  async undo() {},
};

/** Puts a claim on the shelf, once. */
export async function shelve(
  step: Omit<ShelveClaimStep, 'kind'>,
  context: StepContext,
): Promise<void> {
  const { namespace, name, uid } = step;
  await patchOnce({
    path: claimPath({ namespace, name }),
    object: `PersistentVolumeClaim ${namespace}/${name}`,
    namespace,
    uid,
    type: 'merge-patch',
    patch: withMarks(
      shelvePatch(
        { kind: 'shelve-claim', ...step },
        {
          entityRef: context.entityRef,
          shelvedBy: context.actor.ref,
          shelvedAt: new Date().toISOString(),
        },
      ),
      context,
    ),
    hasLanded: claim => isShelved(claim) && isMarked(claim, context),
    context,
  });
}

/** Whether a claim says that it is on the shelf. */
export function isShelved({ metadata }: LiveObject): boolean {
  return metadata.annotations?.[SHELVED_AT_ANNOTATION] !== undefined;
}
