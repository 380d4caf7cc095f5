import { createFinding } from 'backstage-plugin-persistence-common';
import type { Finder } from './Finder';

/** A claim that goes as soon as no pod uses it, and that no new pod can use. */
export const claimDeleting: Finder = ({ claims }) =>
  claims
    .filter(({ state }) => state === 'deleting')
    .map(({ claim }) =>
      createFinding({
        code: 'CLAIM_DELETING',
        severity: 'danger',
        params: { claim: claim.name },
      }),
    );
