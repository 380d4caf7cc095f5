import { createFinding } from 'backstage-plugin-persistence-common';
import { ClusterError } from '../../clusters';
import { claimBody, type CreateClaimStep } from '../../planning';
import {
  StepFailure,
  type StepContext,
  type StepHandler,
} from '../StepHandler';
import { dryRunOf } from './dryRunOf';
import { isMarked, withMarks } from './marksOf';
import {
  claimPath,
  claimRights,
  claimsPath,
  FIELD_MANAGER,
  type LiveObject,
} from './objects';
import { isShelved, shelve } from './shelveClaim';

/** Makes the claim. Its name is settled, so that a second try finds what the first one made. */
export const createClaim: StepHandler<CreateClaimStep> = {
  kind: 'create-claim',
  rolls: false,

  rights: ({ namespace }) => claimRights(namespace, 'get', 'create', 'patch'),

  dryRun: (step, { cluster, entityRef, signal }) =>
    dryRunOf({
      cluster,
      namespace: step.namespace,
      request: {
        method: 'POST',
        path: claimsPath(step.namespace),
        body: claimBody(step, entityRef),
        signal,
      },
    }),

  async run(step, context) {
    const { cluster, confirmLease, entityRef, signal } = context;
    const existing = await find(step, context);
    if (existing) {
      if (isMarked(existing, context)) {
        return {};
      }
      throw taken(step);
    }
    await confirmLease();
    try {
      await cluster.request({
        method: 'POST',
        path: claimsPath(step.namespace),
        query: { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict' },
        body: withMarks(claimBody(step, entityRef), context),
        signal,
      });
      return {};
    } catch (error) {
      if (
        !(error instanceof ClusterError) ||
        error.reason !== 'AlreadyExists'
      ) {
        throw error;
      }
      // Somebody made it in this moment: perhaps this operation, run by somebody who does not know that it was taken over
      const other = await find(step, context);
      if (other && isMarked(other, context)) {
        return {};
      }
      throw taken(step);
    }
  },

  /** What was made stays: nothing is deleted without being asked for. It can be attached from the shelf. */
  async undo(step, context) {
    const found = await find(step, context);
    if (found && isMarked(found, context) && !isShelved(found)) {
      await shelve({ ...step, uid: found.metadata.uid }, context);
    }
  },
};

async function find(
  step: CreateClaimStep,
  { cluster, signal }: Pick<StepContext, 'cluster' | 'signal'>,
): Promise<LiveObject | undefined> {
  try {
    return await cluster.request<LiveObject>({ path: claimPath(step), signal });
  } catch (error) {
    if (error instanceof ClusterError && error.status === 404) {
      return undefined;
    }
    throw error;
  }
}

function taken({ name }: CreateClaimStep): StepFailure {
  return new StepFailure({
    finding: createFinding({
      code: 'CLAIM_IN_USE',
      severity: 'danger',
      params: { claim: name },
    }),
    changedNothing: true,
  });
}
