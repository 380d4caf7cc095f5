import type { Operation } from 'backstage-plugin-persistence-common';
import type { CallerCredentials } from './CallerCredentials';

/** Who asks for something. */
export function actorOf({ principal }: CallerCredentials): Operation['actor'] {
  return principal.type === 'user'
    ? { type: 'user', ref: principal.userEntityRef }
    : { type: 'service', ref: principal.subject };
}
