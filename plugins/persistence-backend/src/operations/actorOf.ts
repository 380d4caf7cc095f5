import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { Operation } from 'backstage-plugin-persistence-common';

/**
 * Who asks for something.
 *
 * @throws NotAllowedError for callers without an identity
 */
export function actorOf({
  principal,
}: BackstageCredentials): Operation['actor'] {
  const known = principal as
    | { type: 'user'; userEntityRef: string }
    | { type: 'service'; subject: string }
    | { type: 'none' };
  switch (known.type) {
    case 'user':
      return { type: 'user', ref: known.userEntityRef };
    case 'service':
      return { type: 'service', ref: known.subject };
    default:
      throw new NotAllowedError('Nobody may change anything without a name');
  }
}
