import { createFinding } from 'backstage-plugin-persistence-common';
import { isFolderOfAnyNode } from '../volumeUse';
import type { Finder } from './Finder';

/** A volume that is another one on each node. */
export const nodeFolderVolume: Finder = ({ workload, view, claims }) =>
  claims
    .filter(({ claim }) =>
      isFolderOfAnyNode(view.volume(claim.volumeName ?? '')),
    )
    .map(({ claim }) =>
      createFinding({
        code: 'NODE_FOLDER_VOLUME',
        severity: 'warning',
        params: { claim: claim.name, workload: workload.name },
      }),
    );
