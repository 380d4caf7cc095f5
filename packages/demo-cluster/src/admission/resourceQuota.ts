import type { ResourceQuota } from 'kubernetes-types/core/v1';
import { addQuantities, compareQuantities } from '../model/quantity';
import type { Stored } from '../model/objects';
import { persistentVolumeClaims, pods, resourceQuotas } from '../resources';
import {
  claimUsage,
  podUsage,
  sumUsage,
  type QuotaUsage,
} from '../resources/quotaUsage';
import {
  concerns,
  type Admission,
  type AdmissionRequest,
  type ObjectReader,
} from './Admission';
import { forbidden } from './forbidden';

/**
 * Refuses what a quota of the namespace has no room for; counts what is there now, so that no status has to be waited for.
 *
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export const resourceQuota: Admission = request => {
  const { operation, resource, object, objects } = request;
  const { namespace } = object.metadata;
  const requested = usageOf(request);
  if (operation !== 'CREATE' || namespace === undefined || !requested) {
    return;
  }
  const used = usedIn(namespace, resource.kind, objects);
  for (const quota of objects.list(resourceQuotas, { namespace })) {
    refuseWhenExceeded(quota, {
      requested,
      used,
      fail: why => forbidden(resource, object.metadata.name, why),
    });
  }
};

function usageOf(request: AdmissionRequest): QuotaUsage | undefined {
  if (concerns(request, persistentVolumeClaims)) {
    return claimUsage(request.object);
  }
  return concerns(request, pods) ? podUsage(request.object) : undefined;
}

function usedIn(
  namespace: string,
  kind: string,
  objects: ObjectReader,
): QuotaUsage {
  return sumUsage(
    kind === 'Pod'
      ? objects.list(pods, { namespace }).map(podUsage)
      : objects.list(persistentVolumeClaims, { namespace }).map(claimUsage),
  );
}

function refuseWhenExceeded(
  quota: Stored<ResourceQuota>,
  {
    requested,
    used,
    fail,
  }: { requested: QuotaUsage; used: QuotaUsage; fail(why: string): Error },
): void {
  const hard: QuotaUsage = quota.spec?.hard ?? {};
  const exceeded = Object.keys(hard)
    .filter(key => key in requested)
    .filter(
      key =>
        compareQuantities(
          addQuantities(requested[key], used[key] ?? '0'),
          hard[key],
        ) > 0,
    )
    .sort();
  if (exceeded.length) {
    const shown = (amounts: QuotaUsage) =>
      exceeded.map(key => `${key}=${amounts[key] ?? '0'}`).join(',');
    throw fail(
      `exceeded quota: ${quota.metadata.name}, requested: ${shown(requested)}, used: ${shown(used)}, limited: ${shown(hard)}`,
    );
  }
}
