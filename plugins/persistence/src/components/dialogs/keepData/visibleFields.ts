import type { ShelvedClaim } from 'backstage-plugin-persistence-common';
import type { AttachField } from './fieldErrors';

/** The fields that can be seen, so that what is wrong can stand at them. */
export function visibleFields(shown: {
  isNew: boolean;
  claims: ShelvedClaim[];
  containers: string[];
}): ReadonlySet<AttachField> {
  const { isNew, claims, containers } = shown;
  return new Set<AttachField>([
    'path',
    'subPath',
    ...(containers.length > 1 ? ['container' as const] : []),
    ...(claims.length > 0 ? ['volume' as const] : []),
    ...(isNew ? (['size', 'storageClass', 'accessMode', 'name'] as const) : []),
  ]);
}
