import type { ResourceQuota } from 'kubernetes-types/core/v1';
import { jsonEqual } from '../model/json';
import { keyOf, splitKey, type Stored } from '../model/objects';
import type { Resource } from '../model/Resource';
import type { Registry } from '../registry/Registry';
import { persistentVolumeClaims, pods, resourceQuotas } from '../resources';
import {
  claimUsage,
  isCounted,
  podUsage,
  sumUsage,
} from '../resources/quotaUsage';
import type { Controller, ControllerContext } from './Controller';
import { Subscriptions } from './Subscriptions';
import { WorkQueue } from './WorkQueue';

/**
 * Keeps true what quotas say is used.
 *
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export class QuotaController implements Controller {
  readonly #registry: Registry;
  readonly #queue: WorkQueue;
  readonly #subscriptions: Subscriptions;

  static create(context: ControllerContext): QuotaController {
    return new QuotaController(context);
  }

  private constructor({ registry, logger }: ControllerContext) {
    this.#registry = registry;
    this.#queue = WorkQueue.create({
      name: 'resourcequota',
      reconcile: key => this.#reconcile(key),
      logger,
    });
    this.#subscriptions = Subscriptions.create({ registry });
  }

  start(): void {
    this.#subscriptions.on(resourceQuotas, ({ object }) =>
      this.#queue.add(keyOf(object)),
    );
    const counted: readonly Resource[] = [persistentVolumeClaims, pods];
    for (const resource of counted) {
      this.#subscriptions.on(resource, ({ object }) => {
        const { namespace } = object.metadata;
        for (const quota of this.#registry.list(resourceQuotas, {
          namespace,
        })) {
          this.#queue.add(keyOf(quota));
        }
      });
    }
  }

  stop(): void {
    this.#subscriptions.stop();
    this.#queue.stop();
  }

  #reconcile(key: string): void {
    const { namespace, name } = splitKey(key);
    const quota = this.#registry.find(resourceQuotas, namespace, name);
    if (!quota) {
      return;
    }
    const status = this.#statusOf(quota);
    if (!jsonEqual(status, quota.status)) {
      this.#registry.mutate(
        resourceQuotas,
        namespace,
        name,
        draft => Object.assign(draft, { status }),
        { subresource: 'status' },
      );
    }
  }

  #statusOf(quota: Stored<ResourceQuota>) {
    const { namespace } = quota.metadata;
    const hard = quota.spec?.hard ?? {};
    const total = sumUsage([
      ...this.#registry
        .list(persistentVolumeClaims, { namespace })
        .map(claimUsage),
      ...this.#registry.list(pods, { namespace }).map(podUsage),
    ]);
    const used = Object.keys(hard)
      .filter(isCounted)
      .map(resource => [resource, total[resource] ?? '0']);
    return { hard, used: Object.fromEntries(used) };
  }
}
