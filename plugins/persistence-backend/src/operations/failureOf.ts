import { stringifyError } from '@backstage/errors';
import { createFinding } from 'backstage-plugin-persistence-common';
import { ClusterError } from '../clusters';
import { findingOfRefusal, isRefusal } from './refusal';
import { StepFailure } from './StepHandler';
import { LeaseLostError } from './store';

/**
 * Why a step failed for good.
 *
 * @param options.isFirstTry - whether the step was never begun before: then a refusal says that nothing was changed
 * @returns undefined where it should be tried again: by somebody else, or when the cluster answers
 */
export function failureOf(
  error: unknown,
  options: { namespace: string; isFirstTry: boolean; signal: AbortSignal },
): StepFailure | undefined {
  const { namespace, isFirstTry, signal } = options;
  if (error instanceof StepFailure) {
    return error;
  }
  if (error instanceof LeaseLostError || signal.aborted) {
    return undefined;
  }
  if (isRefusal(error)) {
    return new StepFailure({
      finding: findingOfRefusal(error, namespace),
      changedNothing: isFirstTry,
    });
  }
  if (error instanceof ClusterError) {
    return undefined;
  }
  // Not the cluster's doing: trying again would not help, and nobody would hear of it
  return new StepFailure({
    finding: createFinding({
      code: 'OPERATION_BROKE',
      severity: 'danger',
      params: { words: stringifyError(error) },
    }),
    changedNothing: false,
  });
}
