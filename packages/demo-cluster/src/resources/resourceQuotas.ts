import type { ResourceQuota } from 'kubernetes-types/core/v1';
import { fieldErrors } from '../model/fieldErrors';
import type { Resource } from '../model/Resource';
import { isCounted } from './quotaUsage';

/**
 * A quota that limits something that nothing here counts is refused, because it would never be enforced.
 *
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export const resourceQuotas: Resource<ResourceQuota> = {
  group: '',
  version: 'v1',
  kind: 'ResourceQuota',
  plural: 'resourcequotas',
  singular: 'resourcequota',
  shortNames: ['quota'],
  namespaced: true,
  status: true,
  prepareForCreate(draft) {
    draft.status = {};
  },
  validate({ spec }) {
    const errors = Object.keys(spec?.hard ?? {})
      .filter(key => !isCounted(key))
      .map(key =>
        fieldErrors.invalid(
          `spec.hard[${key}]`,
          key,
          'the demo cluster does not count this',
        ),
      );
    return spec?.scopes?.length || spec?.scopeSelector
      ? [
          ...errors,
          fieldErrors.forbidden(
            'spec.scopes',
            'the demo cluster knows no quota scopes',
          ),
        ]
      : errors;
  },
};
