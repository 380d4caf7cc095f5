import { createFinding } from 'backstage-plugin-persistence-common';
import { growthFailure } from '../growth';
import type { Finder } from './Finder';

/** A volume that the storage cannot make larger. What is on it is safe. */
export const growthFailed: Finder = ({ claims }) =>
  claims.flatMap(({ claim }) => {
    const words = growthFailure(claim);
    return words === undefined
      ? []
      : [
          createFinding({
            code: 'GROWTH_FAILED',
            severity: 'warning',
            params: { claim: claim.name, size: claim.requestedSize, words },
          }),
        ];
  });
