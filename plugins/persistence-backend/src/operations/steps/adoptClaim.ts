import { adoptPatch, type AdoptClaimStep } from '../../planning';
import type { StepHandler } from '../StepHandler';
import { dryRunOf } from './dryRunOf';
import { isMarked, withMarks } from './marksOf';
import { claimPath, claimRights } from './objects';
import { patchOnce } from './patchOnce';
import { isShelved, shelve } from './shelveClaim';

/** Writes on a claim what it is used for, and that it is not on the shelf any more. */
export const adoptClaim: StepHandler<AdoptClaimStep> = {
  kind: 'adopt-claim',
  rolls: false,

  rights: ({ namespace }) => claimRights(namespace, 'get', 'patch'),

  dryRun: (step, { cluster, entityRef, signal }) =>
    dryRunOf({
      cluster,
      namespace: step.namespace,
      request: {
        method: 'PATCH',
        path: claimPath(step),
        contentType: 'application/merge-patch+json',
        body: adoptPatch(step, entityRef),
        signal,
      },
    }),

  async run(step, context) {
    const { namespace, name, uid } = step;
    await patchOnce({
      path: claimPath(step),
      object: `PersistentVolumeClaim ${namespace}/${name}`,
      namespace,
      uid,
      type: 'merge-patch',
      patch: withMarks(adoptPatch(step, context.entityRef), context),
      hasLanded: claim => !isShelved(claim) && isMarked(claim, context),
      context,
    });
    return {};
  },

  /** Writes in any case, so that a try to take it off the shelf that is still under way cannot land any more. */
  async undo(step, context) {
    await shelve(step, context);
  },
};
