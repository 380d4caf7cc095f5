import { createFinding } from 'backstage-plugin-persistence-common';
import { isNodeLocal } from '../volumeUse';
import type { Finder } from './Finder';

/** A volume that is on one node. */
export const nodePinned: Finder = ({ workload, view, claims }) =>
  claims
    .filter(({ claim }) => isNodeLocal(view.volume(claim.volumeName ?? '')))
    .map(({ claim }) =>
      createFinding({
        code: 'NODE_PINNED',
        severity: 'warning',
        params: { claim: claim.name, workload: workload.name },
      }),
    );
