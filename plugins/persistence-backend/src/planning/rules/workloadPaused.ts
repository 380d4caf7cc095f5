import { createFinding } from 'backstage-plugin-persistence-common';
import type { Rule } from './Rule';

/** A change of a paused Deployment has no effect until somebody resumes it. */
export const workloadPaused: Rule = ({ workload }) =>
  workload.paused
    ? [
        createFinding({
          code: 'WORKLOAD_PAUSED',
          severity: 'danger',
          params: { workload: workload.name },
        }),
      ]
    : [];
