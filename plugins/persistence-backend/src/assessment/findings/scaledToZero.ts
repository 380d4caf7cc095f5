import { createFinding } from 'backstage-plugin-persistence-common';
import type { Finder } from './Finder';

/** A workload that is switched off. */
export const scaledToZero: Finder = ({ workload }) =>
  workload.replicas === 0 &&
  (workload.kind === 'Deployment' || workload.kind === 'StatefulSet')
    ? [
        createFinding({
          code: 'SCALED_TO_ZERO',
          severity: 'info',
          params: { workload: workload.name },
        }),
      ]
    : [];
