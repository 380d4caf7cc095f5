import { unmountPatch, type UnmountClaimStep } from '../../planning';
import type { StepHandler } from '../StepHandler';
import { workloadRights } from './objects';
import { changeWorkload, tryChange } from './templateChange';

/** The one patch that takes a claim out of the pods. */
export const unmountClaim: StepHandler<UnmountClaimStep> = {
  kind: 'unmount-claim',
  rolls: true,
  rights: ({ workload }) => workloadRights(workload),
  dryRun: (step, context) =>
    tryChange(step.workload, unmountPatch(step), context),
  run: (step, context) =>
    changeWorkload(step.workload, unmountPatch(step), context),
  // Once it has landed nothing is taken back by itself, and before that there is nothing
  async undo() {},
};
