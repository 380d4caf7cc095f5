import type { PersistentVolumeClaim, Pod } from 'kubernetes-types/core/v1';
import { addQuantities } from '../model/quantity';

/** Used amounts by the name that a ResourceQuota has for them, e.g. `requests.storage`. */
export type QuotaUsage = Record<string, string>;

const CLAIM_KEYS = [
  'persistentvolumeclaims',
  'requests.storage',
  'count/persistentvolumeclaims',
];
const CLASS_KEY =
  /^.+\.storageclass\.storage\.k8s\.io\/(requests\.storage|persistentvolumeclaims)$/;

/** Whether the demo cluster counts this: what claims use, and pods by number. */
export function isCounted(key: string): boolean {
  return key === 'pods' || CLAIM_KEYS.includes(key) || CLASS_KEY.test(key);
}

/**
 * What one claim counts as.
 *
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/#storage-resource-quota
 */
export function claimUsage({ spec }: PersistentVolumeClaim): QuotaUsage {
  const storage = spec?.resources?.requests?.storage ?? '0';
  const usage: QuotaUsage = {
    persistentvolumeclaims: '1',
    'count/persistentvolumeclaims': '1',
    'requests.storage': storage,
  };
  if (spec?.storageClassName) {
    const prefix = `${spec.storageClassName}.storageclass.storage.k8s.io`;
    usage[`${prefix}/persistentvolumeclaims`] = '1';
    usage[`${prefix}/requests.storage`] = storage;
  }
  return usage;
}

/** What one pod counts as: nothing once it has ended. */
export function podUsage({ status }: Pod): QuotaUsage {
  const ended = status?.phase === 'Succeeded' || status?.phase === 'Failed';
  return ended ? {} : { pods: '1' };
}

/** Adds up usages. */
export function sumUsage(usages: QuotaUsage[]): QuotaUsage {
  const total: QuotaUsage = {};
  for (const usage of usages) {
    for (const [key, amount] of Object.entries(usage)) {
      total[key] = addQuantities(total[key] ?? '0', amount);
    }
  }
  return total;
}
