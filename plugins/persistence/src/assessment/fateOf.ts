import type { Mount } from 'backstage-plugin-persistence-common';
import { isOnClaim } from './isOnClaim';

/** What happens to a workload. */
export type FatefulEvent = keyof Mount['survives'];

/** What becomes of data. */
export type Fate = 'kept' | 'lost' | 'unknown';

/** What becomes of the data of a mount. Of a volume whose claim may not be read, nobody can say. */
export function fateOf(mount: Mount, event: FatefulEvent): Fate {
  if (isOnClaim(mount) && !mount.claim) {
    return 'unknown';
  }
  return mount.survives[event] ? 'kept' : 'lost';
}
