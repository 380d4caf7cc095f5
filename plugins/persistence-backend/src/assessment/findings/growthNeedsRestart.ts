import { createFinding } from 'backstage-plugin-persistence-common';
import type { Finder } from './Finder';

/** A volume that becomes larger only when no pod has it open. */
export const growthNeedsRestart: Finder = ({ workload, claims }) =>
  claims
    .filter(({ state }) => state === 'restart-needed')
    .map(({ claim }) =>
      createFinding({
        code: 'GROWTH_NEEDS_RESTART',
        severity: 'warning',
        params: {
          claim: claim.name,
          workload: workload.name,
          size: claim.requestedSize,
        },
      }),
    );
