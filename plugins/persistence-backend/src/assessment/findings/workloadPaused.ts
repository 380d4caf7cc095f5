import { createFinding } from 'backstage-plugin-persistence-common';
import { endsByItself } from '../endsByItself';
import type { Finder } from './Finder';

/** A workload whose changes wait. */
export const workloadPaused: Finder = ({ workload }) =>
  workload.paused && !endsByItself(workload)
    ? [
        createFinding({
          code: 'WORKLOAD_PAUSED',
          severity: 'info',
          params: { workload: workload.name },
        }),
      ]
    : [];
