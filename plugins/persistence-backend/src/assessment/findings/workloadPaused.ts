import { createFinding } from 'backstage-plugin-persistence-common';
import type { Finder } from './Finder';

/** A workload whose changes wait. */
export const workloadPaused: Finder = ({ workload }) =>
  workload.paused
    ? [
        createFinding({
          code: 'WORKLOAD_PAUSED',
          severity: 'info',
          params: { workload: workload.name },
        }),
      ]
    : [];
