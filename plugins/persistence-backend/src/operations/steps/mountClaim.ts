import { mountPatch, type MountClaimStep } from '../../planning';
import type { StepHandler } from '../StepHandler';
import { workloadRights } from './objects';
import { changeWorkload, tryChange } from './templateChange';

/** The one patch that takes a claim into the pods. */
export const mountClaim: StepHandler<MountClaimStep> = {
  kind: 'mount-claim',
  rolls: true,
  rights: ({ workload }) => workloadRights(workload),
  dryRun: (step, context) =>
    tryChange(step.workload, mountPatch(step), context),
  run: (step, context) =>
    changeWorkload(step.workload, mountPatch(step), context),
  // Once it has landed nothing is taken back by itself, and before that there is nothing
  async undo() {},
};
