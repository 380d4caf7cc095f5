import { StepHandlers } from '../StepHandlers';
import { adoptClaim } from './adoptClaim';
import { awaitRollout } from './awaitRollout';
import { createClaim } from './createClaim';
import { mountClaim } from './mountClaim';
import { restartWorkload } from './restartWorkload';
import { shelveClaim } from './shelveClaim';
import { unmountClaim } from './unmountClaim';

/** All steps. One file each. */
export const STEP_HANDLERS = StepHandlers.create({
  'create-claim': createClaim,
  'adopt-claim': adoptClaim,
  'mount-claim': mountClaim,
  'unmount-claim': unmountClaim,
  'restart-workload': restartWorkload,
  'await-rollout': awaitRollout,
  'shelve-claim': shelveClaim,
});
