import type { ReplicaSet } from 'kubernetes-types/apps/v1';
import type { Pod } from 'kubernetes-types/core/v1';
import { jsonEqual } from '../../model/json';
import { objectKey, splitKey, type Stored } from '../../model/objects';
import { StatusError } from '../../model/StatusError';
import { EventRecorder } from '../../registry/EventRecorder';
import type { Registry } from '../../registry/Registry';
import { pods, replicaSets } from '../../resources';
import type { Controller, ControllerContext } from '../Controller';
import { controllerOf, controllerReference, isControlledBy } from '../owners';
import { claimPods } from '../podOwnership';
import {
  isPodActive,
  isPodTerminal,
  podAvailableIn,
} from '../../model/podState';
import { Subscriptions } from '../Subscriptions';
import { watchOwnersOfPods } from '../watchOwnersOfPods';
import { WorkQueue } from '../WorkQueue';
import { replicaSetStatus } from './status';
import { inDeletionOrder } from './victims';

/**
 * Keeps as many pods as ReplicaSets ask for.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/
 */
export class ReplicaSetController implements Controller {
  readonly #registry: Registry;
  readonly #recorder: EventRecorder;
  readonly #queue: WorkQueue;
  readonly #subscriptions: Subscriptions;

  static create(context: ControllerContext): ReplicaSetController {
    return new ReplicaSetController(context);
  }

  private constructor({ registry, logger }: ControllerContext) {
    this.#registry = registry;
    this.#recorder = EventRecorder.create({
      registry,
      component: 'replicaset-controller',
    });
    this.#queue = WorkQueue.create({
      name: 'replicaset',
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
      resource: replicaSets,
    });
  }

  stop(): void {
    this.#subscriptions.stop();
    this.#queue.stop();
  }

  #reconcile(key: string): void {
    const { namespace, name } = splitKey(key);
    const replicaSet = this.#registry.find(replicaSets, namespace, name);
    if (!replicaSet) {
      return;
    }
    const all = this.#registry.list(pods, { namespace });
    const claimed = claimPods({
      registry: this.#registry,
      owner: replicaSet,
      selector: replicaSet.spec?.selector,
      candidates: all.filter(isPodActive),
    });
    let failure: unknown;
    if (!replicaSet.metadata.deletionTimestamp) {
      try {
        this.#scale(replicaSet, claimed);
      } catch (error) {
        failure = error;
      }
    }
    const terminating = all.filter(
      pod =>
        pod.metadata.deletionTimestamp &&
        !isPodTerminal(pod) &&
        isControlledBy(pod, replicaSet),
    );
    // Pods that were just created or deleted count from the next look on, as they do in Kubernetes.
    this.#writeStatus(replicaSet, { claimed, terminating, failure });
    if (failure) {
      throw failure;
    }
  }

  #scale(replicaSet: Stored<ReplicaSet>, active: Stored<Pod>[]): void {
    const wanted = replicaSet.spec?.replicas ?? 1;
    for (let missing = wanted - active.length; missing > 0; missing -= 1) {
      this.#createPod(replicaSet);
    }
    const excess = active.length - wanted;
    if (excess > 0) {
      const victims = inDeletionOrder(active, this.#relatedPods(replicaSet));
      victims.slice(0, excess).forEach(pod => this.#deletePod(replicaSet, pod));
    }
  }

  #createPod(replicaSet: Stored<ReplicaSet>): void {
    const { namespace, name } = replicaSet.metadata;
    const template = replicaSet.spec?.template;
    try {
      const pod = this.#registry.create<Pod>(pods, {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          generateName: `${name}-`,
          namespace,
          labels: template?.metadata?.labels,
          annotations: template?.metadata?.annotations,
          finalizers: template?.metadata?.finalizers,
          ownerReferences: [controllerReference(replicaSet)],
        },
        spec: structuredClone(template?.spec),
      });
      this.#recorder.event(replicaSet, {
        type: 'Normal',
        reason: 'SuccessfulCreate',
        message: `Created pod: ${pod.metadata.name}`,
      });
    } catch (error) {
      if (error instanceof StatusError) {
        this.#recorder.event(replicaSet, {
          type: 'Warning',
          reason: 'FailedCreate',
          message: `Error creating: ${error.message}`,
        });
      }
      throw error;
    }
  }

  #deletePod(replicaSet: Stored<ReplicaSet>, pod: Stored<Pod>): void {
    const { namespace, name } = pod.metadata;
    this.#registry.delete(pods, namespace, name);
    this.#recorder.event(replicaSet, {
      type: 'Normal',
      reason: 'SuccessfulDelete',
      message: `Deleted pod: ${name}`,
    });
  }

  /** The pods of all ReplicaSets of the same owner. */
  #relatedPods(replicaSet: Stored<ReplicaSet>): Stored<Pod>[] {
    const { namespace } = replicaSet.metadata;
    const owner = controllerOf(replicaSet)?.uid;
    const siblings = owner
      ? this.#registry
          .list(replicaSets, { namespace })
          .filter(other => controllerOf(other)?.uid === owner)
      : [replicaSet];
    return this.#registry
      .list(pods, { namespace })
      .filter(pod => siblings.some(sibling => isControlledBy(pod, sibling)));
  }

  #writeStatus(
    replicaSet: Stored<ReplicaSet>,
    found: {
      claimed: readonly Stored<Pod>[];
      terminating: readonly Stored<Pod>[];
      failure: unknown;
    },
  ): void {
    const { claimed, terminating, failure } = found;
    const { namespace, name } = replicaSet.metadata;
    const now = this.#registry.now();
    const status = replicaSetStatus({
      replicaSet,
      active: claimed,
      terminating,
      failure: failure instanceof Error ? failure.message : undefined,
      now,
    });
    if (!jsonEqual(status, replicaSet.status)) {
      this.#registry.mutate(
        replicaSets,
        namespace,
        name,
        draft => Object.assign(draft, { status }),
        { subresource: 'status' },
      );
    }
    const waits = claimed
      .map(pod => podAvailableIn(pod, replicaSet.spec?.minReadySeconds, now))
      .filter((wait): wait is number => Boolean(wait));
    if (waits.length) {
      this.#queue.addAfter(objectKey(namespace, name), Math.min(...waits));
    }
  }
}
