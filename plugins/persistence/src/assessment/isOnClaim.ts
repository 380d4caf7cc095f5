import type { Mount } from 'backstage-plugin-persistence-common';

/** Whether a mount is meant to keep data, whatever state its claim is in. */
export function isOnClaim({ source }: Pick<Mount, 'source'>): boolean {
  return source === 'claim' || source === 'claim-template';
}
