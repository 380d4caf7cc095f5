import { createFinding } from 'backstage-plugin-persistence-common';
import type { Finder } from './Finder';

/** A Job that ended without success. */
export const jobFailed: Finder = ({ workload, rollout }) =>
  workload.kind === 'Job' && rollout.state === 'stuck'
    ? [
        createFinding({
          code: 'JOB_FAILED',
          severity: 'warning',
          params: { workload: workload.name, words: rollout.message ?? '' },
        }),
      ]
    : [];
