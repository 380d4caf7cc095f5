import type {
  PersistentVolumeClaim,
  Pod,
  PodCondition,
} from 'kubernetes-types/core/v1';
import { keyOf, splitKey, type Stored } from '../../model/objects';
import type { Resource } from '../../model/Resource';
import { EventRecorder } from '../../registry/EventRecorder';
import type { Registry } from '../../registry/Registry';
import {
  nodes,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  storageClasses,
} from '../../resources';
import { findCondition, withCondition } from '../conditions';
import type { Controller, ControllerContext } from '../Controller';
import { isPodTerminal } from '../../model/podState';
import { isBound, SELECTED_NODE } from '../storage/claims';
import { reserveVolume } from '../storage/binding';
import { findVolume } from '../storage/matching';
import { Subscriptions } from '../Subscriptions';
import { timestamp } from '../../model/timestamp';
import { WorkQueue } from '../WorkQueue';
import { place } from './placement';

/**
 * Gives pods a node.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/kube-scheduler/
 */
export class SchedulerController implements Controller {
  readonly #registry: Registry;
  readonly #recorder: EventRecorder;
  readonly #queue: WorkQueue;
  readonly #subscriptions: Subscriptions;
  /** The nodes of pods that wait for their volumes, by the pods' uid. */
  readonly #assumed = new Map<string, string>();

  static create(context: ControllerContext): SchedulerController {
    return new SchedulerController(context);
  }

  private constructor({ registry, logger }: ControllerContext) {
    this.#registry = registry;
    this.#recorder = EventRecorder.create({
      registry,
      component: 'default-scheduler',
    });
    this.#queue = WorkQueue.create({
      name: 'scheduler',
      reconcile: key => this.#reconcile(key),
      logger,
    });
    this.#subscriptions = Subscriptions.create({ registry });
  }

  start(): void {
    this.#subscriptions.on(pods, ({ type, object }) => {
      if (type === 'DELETED') {
        this.#assumed.delete(object.metadata.uid);
      } else if (this.#needsNode(object)) {
        this.#queue.add(keyOf(object));
      }
      if (type === 'DELETED' || isPodTerminal(object)) {
        this.#somethingChanged();
      }
    });
    const relevant: readonly Resource[] = [
      nodes,
      persistentVolumes,
      persistentVolumeClaims,
      storageClasses,
    ];
    for (const resource of relevant) {
      this.#subscriptions.on(resource, () => this.#somethingChanged());
    }
  }

  stop(): void {
    this.#subscriptions.stop();
    this.#queue.stop();
  }

  /** Pods that fitted nowhere may fit now. */
  #somethingChanged(): void {
    for (const pod of this.#registry.list(pods)) {
      if (this.#needsNode(pod)) {
        this.#queue.add(keyOf(pod));
      }
    }
  }

  #needsNode(pod: Stored<Pod>): boolean {
    return (
      !pod.spec?.nodeName &&
      !pod.metadata.deletionTimestamp &&
      !isPodTerminal(pod)
    );
  }

  #reconcile(key: string): void {
    const { namespace, name } = splitKey(key);
    const pod = this.#registry.find(pods, namespace, name);
    if (!pod || !this.#needsNode(pod)) {
      return;
    }
    if (pod.spec?.schedulingGates?.length) {
      this.#noteCondition(pod, {
        reason: 'SchedulingGated',
        message: 'Scheduling is blocked due to non-empty scheduling gates',
      });
      return;
    }
    const placement = place(this.#registry, pod, this.#assumed);
    if ('message' in placement) {
      this.#assumed.delete(pod.metadata.uid);
      this.#noteUnschedulable(pod, placement.message);
      return;
    }
    const node = placement.node.metadata.name;
    if (placement.volumes.waiting.length) {
      this.#assumed.set(pod.metadata.uid, node);
      for (const claim of placement.volumes.waiting) {
        this.#bindVolume(claim, node);
      }
      return;
    }
    this.#assumed.delete(pod.metadata.uid);
    this.#bind(pod, node);
  }

  /** Reserves a volume that exists, or asks the provisioner for one that can be reached from the node. */
  #bindVolume(claim: Stored<PersistentVolumeClaim>, nodeName: string): void {
    const { namespace, name, annotations } = claim.metadata;
    if (isBound(claim) || annotations?.[SELECTED_NODE] === nodeName) {
      return;
    }
    const volume = findVolume({
      claim,
      volumes: this.#registry.list(persistentVolumes),
      waitsForConsumer: true,
      node: this.#registry.get(nodes, undefined, nodeName),
    });
    if (volume) {
      reserveVolume(this.#registry, volume, claim);
      return;
    }
    this.#registry.mutate(persistentVolumeClaims, namespace, name, draft => {
      draft.metadata.annotations = {
        ...draft.metadata.annotations,
        [SELECTED_NODE]: nodeName,
      };
    });
  }

  #bind(pod: Stored<Pod>, nodeName: string): void {
    const { namespace, name } = pod.metadata;
    this.#registry.mutate(pods, namespace, name, draft => {
      if (draft.spec) {
        draft.spec.nodeName = nodeName;
      }
    });
    this.#writeCondition(pod, { type: 'PodScheduled', status: 'True' });
    this.#recorder.event(pod, {
      type: 'Normal',
      reason: 'Scheduled',
      message: `Successfully assigned ${namespace}/${name} to ${nodeName}`,
      action: 'Binding',
    });
  }

  #noteUnschedulable(pod: Stored<Pod>, message: string): void {
    if (this.#noteCondition(pod, { reason: 'Unschedulable', message })) {
      this.#recorder.event(pod, {
        type: 'Warning',
        reason: 'FailedScheduling',
        message,
        action: 'Scheduling',
      });
    }
  }

  /** @returns whether that was not known before */
  #noteCondition(
    pod: Stored<Pod>,
    why: { reason: string; message: string },
  ): boolean {
    const current = findCondition(pod.status?.conditions, 'PodScheduled');
    if (current?.reason === why.reason && current.message === why.message) {
      return false;
    }
    this.#writeCondition(pod, {
      type: 'PodScheduled',
      status: 'False',
      ...why,
    });
    return true;
  }

  #writeCondition(
    pod: Stored<Pod>,
    condition: Pick<PodCondition, 'type' | 'status' | 'reason' | 'message'>,
  ): void {
    const { namespace, name } = pod.metadata;
    this.#registry.mutate(
      pods,
      namespace,
      name,
      draft => {
        const before = findCondition(draft.status?.conditions, condition.type);
        const conditions = withCondition(
          draft.status?.conditions?.filter(one => one !== before),
          {
            ...condition,
            lastTransitionTime:
              before?.status === condition.status
                ? before.lastTransitionTime
                : timestamp(this.#registry.now()),
          },
        );
        Object.assign(draft, { status: { ...draft.status, conditions } });
      },
      { subresource: 'status' },
    );
  }
}
