import { restartPatch, type RestartWorkloadStep } from '../../planning';
import type { StepHandler } from '../StepHandler';
import { workloadRights } from './objects';
import { changeWorkload, tryChange } from './templateChange';

/** Replaces all pods, as `kubectl rollout restart` does. */
export const restartWorkload: StepHandler<RestartWorkloadStep> = {
  kind: 'restart-workload',
  rolls: true,
  rights: ({ workload }) => workloadRights(workload),
  dryRun: (step, context) =>
    tryChange(step.workload, restartPatch(step.restartedAt), context),
  run: (step, context) =>
    changeWorkload(step.workload, restartPatch(step.restartedAt), context),
  // The pods are new, and there are no old ones to go back to
  async undo() {},
};
