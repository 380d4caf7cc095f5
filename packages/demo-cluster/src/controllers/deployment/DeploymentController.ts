import type { Deployment, ReplicaSet } from 'kubernetes-types/apps/v1';
import type { Pod } from 'kubernetes-types/core/v1';
import { jsonEqual } from '../../model/json';
import { keyOf, objectKey, splitKey, type Stored } from '../../model/objects';
import { labelMatcher } from '../../model/selectors';
import { EventRecorder } from '../../registry/EventRecorder';
import type { Registry } from '../../registry/Registry';
import { deployments, pods, replicaSets } from '../../resources';
import { findCondition, withCondition } from '../conditions';
import type { Controller, ControllerContext } from '../Controller';
import { controllerOf, isControlledBy } from '../owners';
import { isPodTerminal } from '../../model/podState';
import { Subscriptions } from '../Subscriptions';
import { WorkQueue } from '../WorkQueue';
import {
  countedStatus,
  deploymentCondition,
  hasProgressDeadline,
  isComplete,
  progressDeadline,
  rolloutStatus,
  type DeploymentStatusNow,
} from './deploymentStatus';
import { adoptReplicaSets } from './adoptReplicaSets';
import { ReplicaSetWriter } from './ReplicaSetWriter';
import { findNewReplicaSet } from './revisions';
import { rolloutStep } from './rolloutStep';
import { scaleProportionally, sizeChanged } from './scaling';

/**
 * Rolls out Deployments by scaling their ReplicaSets.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/
 */
export class DeploymentController implements Controller {
  readonly #registry: Registry;
  readonly #writer: ReplicaSetWriter;
  readonly #queue: WorkQueue;
  readonly #subscriptions: Subscriptions;

  static create(context: ControllerContext): DeploymentController {
    return new DeploymentController(context);
  }

  private constructor({ registry, logger }: ControllerContext) {
    this.#registry = registry;
    this.#writer = ReplicaSetWriter.create({
      registry,
      recorder: EventRecorder.create({
        registry,
        component: 'deployment-controller',
      }),
    });
    this.#queue = WorkQueue.create({
      name: 'deployment',
      reconcile: key => this.#reconcile(key),
      logger,
    });
    this.#subscriptions = Subscriptions.create({ registry });
  }

  start(): void {
    this.#subscriptions.on(deployments, ({ object }) =>
      this.#queue.add(keyOf(object)),
    );
    this.#subscriptions.on(replicaSets, ({ object, previous }) => {
      this.#replicaSetChanged(object);
      if (previous) {
        this.#replicaSetChanged(previous);
      }
    });
    this.#subscriptions.on(pods, ({ type, object }) => {
      if (type === 'DELETED' || isPodTerminal(object)) {
        this.#podEnded(object);
      }
    });
  }

  stop(): void {
    this.#subscriptions.stop();
    this.#queue.stop();
  }

  #replicaSetChanged(replicaSet: Stored<ReplicaSet>): void {
    const { namespace, labels } = replicaSet.metadata;
    const owner = controllerOf(replicaSet);
    if (owner?.kind === 'Deployment') {
      this.#queue.add(objectKey(namespace, owner.name));
    } else if (!owner) {
      for (const candidate of this.#registry.list(deployments, { namespace })) {
        if (labelMatcher(candidate.spec?.selector)(labels)) {
          this.#queue.add(keyOf(candidate));
        }
      }
    }
  }

  /** Recreate waits for the last old pod. */
  #podEnded(pod: Stored<Pod>): void {
    const { namespace } = pod.metadata;
    const owner = controllerOf(pod);
    const replicaSet =
      owner?.kind === 'ReplicaSet'
        ? this.#registry.find(replicaSets, namespace, owner.name)
        : undefined;
    if (replicaSet) {
      this.#replicaSetChanged(replicaSet);
    }
  }

  #reconcile(key: string): void {
    const { namespace, name } = splitKey(key);
    const found = this.#registry.find(deployments, namespace, name);
    if (!found) {
      return;
    }
    adoptReplicaSets(this.#registry, found);
    if (found.metadata.deletionTimestamp) {
      this.#writeStatus(found, countedStatus(this.#counted(found)));
      return;
    }
    const deployment = this.#notePaused(found);
    this.#writer.noteRevision(deployment, this.#owned(deployment));
    const owned = this.#owned(deployment);
    if (deployment.spec?.paused || sizeChanged(deployment, owned)) {
      this.#resize(key);
    } else {
      this.#rollOut(key);
    }
  }

  /** Without going on with a rollout. */
  #resize(key: string): void {
    const deployment = this.#current(key);
    const owned = this.#owned(deployment);
    this.#writer.scale(deployment, scaleProportionally(deployment, owned));
    if (deployment.spec?.paused) {
      const newReplicaSet = findNewReplicaSet(deployment, owned);
      this.#writer.cleanUp(
        deployment,
        owned.filter(replicaSet => replicaSet !== newReplicaSet),
      );
    }
    this.#writeStatus(deployment, countedStatus(this.#counted(deployment)));
  }

  #rollOut(key: string): void {
    const deployment = this.#current(key);
    const stepped = rolloutStep({
      registry: this.#registry,
      writer: this.#writer,
      deployment,
      owned: this.#owned(deployment),
    });
    const after = this.#current(key);
    if (!stepped && isComplete(after, after.status)) {
      const owned = this.#owned(after);
      const newReplicaSet = findNewReplicaSet(after, owned);
      this.#writer.cleanUp(
        after,
        owned.filter(replicaSet => replicaSet !== newReplicaSet),
      );
    }
    const status = rolloutStatus(this.#counted(after));
    this.#writeStatus(after, status);
    const deadline = progressDeadline(after, status);
    if (deadline !== undefined) {
      // One second more, so that the deadline has passed for certain at the next look.
      this.#queue.addAfter(
        key,
        deadline + 1000 - this.#registry.now().getTime(),
      );
    }
  }

  /** A rollout that was paused is not late. */
  #notePaused(deployment: Stored<Deployment>): Stored<Deployment> {
    const { spec, status } = deployment;
    const reason = findCondition(status?.conditions, 'Progressing')?.reason;
    const paused = Boolean(spec?.paused);
    if (
      !hasProgressDeadline(deployment) ||
      reason === 'ProgressDeadlineExceeded' ||
      paused === (reason === 'DeploymentPaused')
    ) {
      return deployment;
    }
    const condition = deploymentCondition(this.#registry.now(), {
      type: 'Progressing',
      status: 'Unknown',
      reason: paused ? 'DeploymentPaused' : 'DeploymentResumed',
      message: paused ? 'Deployment is paused' : 'Deployment is resumed',
    });
    this.#writeStatus(deployment, {
      ...status,
      conditions: withCondition(status?.conditions, condition),
    });
    return this.#current(keyOf(deployment));
  }

  #current(key: string): Stored<Deployment> {
    const { namespace, name } = splitKey(key);
    return this.#registry.get(deployments, namespace, name);
  }

  #owned(deployment: Stored<Deployment>): Stored<ReplicaSet>[] {
    const { namespace } = deployment.metadata;
    return this.#registry
      .list(replicaSets, { namespace })
      .filter(replicaSet => isControlledBy(replicaSet, deployment));
  }

  #counted(deployment: Stored<Deployment>) {
    const owned = this.#owned(deployment);
    return {
      deployment,
      replicaSets: owned,
      newReplicaSet: findNewReplicaSet(deployment, owned),
      now: this.#registry.now(),
    };
  }

  #writeStatus(
    deployment: Stored<Deployment>,
    status: DeploymentStatusNow,
  ): void {
    if (jsonEqual(deployment.status, status)) {
      return;
    }
    const { namespace, name } = deployment.metadata;
    this.#registry.mutate(
      deployments,
      namespace,
      name,
      draft => Object.assign(draft, { status }),
      { subresource: 'status' },
    );
  }
}
