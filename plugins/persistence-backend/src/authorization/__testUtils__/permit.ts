import type { PermissionsService } from '@backstage/backend-plugin-api';
import type { ServiceMock } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';

/** Lets somebody do what is named, and nothing else. */
export function permit(
  permissions: ServiceMock<PermissionsService>,
  ...names: string[]
): void {
  permissions.authorize.mockImplementation(async requests =>
    requests.map(({ permission }) => ({
      result: names.includes(permission.name)
        ? AuthorizeResult.ALLOW
        : AuthorizeResult.DENY,
    })),
  );
}

/** Answers to one question that are no clear yes, by name. */
export const NO_CLEAR_YES: [
  word: string,
  decisions: { result: AuthorizeResult.DENY }[],
][] = [
  ['a no', [{ result: AuthorizeResult.DENY }]],
  // Not of this version of Backstage
  ['a condition', [{ result: 'CONDITIONAL' as AuthorizeResult.DENY }]],
  ['an unknown word', [{ result: 'MAYBE' as AuthorizeResult.DENY }]],
  ['no answer', []],
];
