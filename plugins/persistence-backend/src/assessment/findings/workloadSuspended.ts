import { createFinding } from 'backstage-plugin-persistence-common';
import { endsByItself } from '../endsByItself';
import type { Finder } from './Finder';

/** A Job or CronJob that starts no pods. */
export const workloadSuspended: Finder = ({ workload }) =>
  workload.paused && endsByItself(workload)
    ? [
        createFinding({
          code: 'WORKLOAD_SUSPENDED',
          severity: 'info',
          params: { workload: workload.name },
        }),
      ]
    : [];
