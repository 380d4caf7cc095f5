import { createFinding } from 'backstage-plugin-persistence-common';
import { isFolderOfAnyNode, isNodeLocal } from '../volumeUse';
import type { Finder } from './Finder';

/** A volume that is on one node, to which its pods are bound. */
export const nodePinned: Finder = ({ workload, view, claims }) =>
  claims
    .filter(({ claim }) => {
      const volume = view.volume(claim.volumeName ?? '');
      return isNodeLocal(volume) && !isFolderOfAnyNode(volume);
    })
    .map(({ claim }) =>
      createFinding({
        code: 'NODE_PINNED',
        severity: 'warning',
        params: { claim: claim.name, workload: workload.name },
      }),
    );
