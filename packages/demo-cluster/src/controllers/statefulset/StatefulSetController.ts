import type { StatefulSet } from 'kubernetes-types/apps/v1';
import type { Pod } from 'kubernetes-types/core/v1';
import { jsonEqual } from '../../model/json';
import { splitKey, type Stored } from '../../model/objects';
import { EventRecorder } from '../../registry/EventRecorder';
import type { Registry } from '../../registry/Registry';
import { pods, statefulSets } from '../../resources';
import type { Controller, ControllerContext } from '../Controller';
import { isControlledBy } from '../owners';
import { claimPods } from '../podOwnership';
import { podAvailableIn } from '../../model/podState';
import { Subscriptions } from '../Subscriptions';
import { watchOwnersOfPods } from '../watchOwnersOfPods';
import { WorkQueue } from '../WorkQueue';
import { ordinalOf } from './identity';
import { Revisions } from './Revisions';
import { StatefulPods } from './StatefulPods';
import { statefulSetStatus } from './statefulSetStatus';
import { StatefulSetStep } from './StatefulSetStep';

/**
 * Keeps the pods of StatefulSets: each with a name, a number and claims of its own, one after the other.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/
 */
export class StatefulSetController implements Controller {
  readonly #registry: Registry;
  readonly #pods: StatefulPods;
  readonly #revisions: Revisions;
  readonly #queue: WorkQueue;
  readonly #subscriptions: Subscriptions;

  static create(context: ControllerContext): StatefulSetController {
    return new StatefulSetController(context);
  }

  private constructor({ registry, logger }: ControllerContext) {
    this.#registry = registry;
    this.#pods = StatefulPods.create({
      registry,
      recorder: EventRecorder.create({
        registry,
        component: 'statefulset-controller',
      }),
    });
    this.#revisions = Revisions.create({ registry });
    this.#queue = WorkQueue.create({
      name: 'statefulset',
      reconcile: key => this.#reconcile(key),
      logger,
    });
    this.#subscriptions = Subscriptions.create({ registry });
  }

  start(): void {
    watchOwnersOfPods({
      registry: this.#registry,
      subscriptions: this.#subscriptions,
      queue: this.#queue,
      resource: statefulSets,
    });
  }

  stop(): void {
    this.#subscriptions.stop();
    this.#queue.stop();
  }

  #reconcile(key: string): void {
    const { namespace, name } = splitKey(key);
    const set = this.#registry.find(statefulSets, namespace, name);
    if (!set) {
      return;
    }
    const members = claimPods({
      registry: this.#registry,
      owner: set,
      selector: set.spec?.selector,
      candidates: this.#registry.list(pods, { namespace }),
      isMember: pod => ordinalOf(set, pod.metadata.name) !== undefined,
    });
    const revisions = this.#revisions.of(set);
    const now = this.#registry.now();
    try {
      if (!set.metadata.deletionTimestamp) {
        StatefulSetStep.create({
          set,
          revisions,
          members,
          pods: this.#pods,
          now,
        }).take();
      }
    } finally {
      const existing = this.#registry
        .list(pods, { namespace })
        .filter(pod => isControlledBy(pod, set));
      this.#writeStatus(
        set,
        statefulSetStatus({ set, revisions, pods: existing, now }),
      );
      this.#revisions.truncate(set, revisions, existing);
      this.#lookAgain(key, set, existing, now);
    }
  }

  #writeStatus(
    set: Stored<StatefulSet>,
    status: NonNullable<StatefulSet['status']>,
  ): void {
    if (jsonEqual(set.status, status)) {
      return;
    }
    const { namespace, name } = set.metadata;
    this.#registry.mutate(
      statefulSets,
      namespace,
      name,
      draft => Object.assign(draft, { status }),
      { subresource: 'status' },
    );
  }

  /** Pods become available by waiting. */
  #lookAgain(
    key: string,
    set: Stored<StatefulSet>,
    existing: readonly Stored<Pod>[],
    now: Date,
  ): void {
    const waits = existing
      .map(pod => podAvailableIn(pod, set.spec?.minReadySeconds, now))
      .filter((wait): wait is number => Boolean(wait));
    if (waits.length) {
      this.#queue.addAfter(key, Math.min(...waits));
    }
  }
}
