import type { Deployment, ReplicaSet } from 'kubernetes-types/apps/v1';
import type { Stored } from '../../model/objects';
import { StatusError } from '../../model/StatusError';
import type { EventRecorder } from '../../registry/EventRecorder';
import type { Registry } from '../../registry/Registry';
import { deployments, replicaSets } from '../../resources';
import { findCondition, withCondition } from '../conditions';
import { isControlledBy } from '../owners';
import {
  deploymentCondition,
  hasHistoryLimit,
  hasProgressDeadline,
} from './deploymentStatus';
import { newReplicaSet, sizeAnnotations } from './newReplicaSet';
import {
  findNewReplicaSet,
  lowestRevisionFirst,
  REVISION,
  revisionOf,
  rolloutAnnotations,
  sameTemplate,
} from './revisions';
import { replicasOf, type Scale } from './scaling';

/** Creates, scales and throws away a Deployment's ReplicaSets. */
export class ReplicaSetWriter {
  readonly #registry: Registry;
  readonly #recorder: EventRecorder;

  static create(options: {
    registry: Registry;
    recorder: EventRecorder;
  }): ReplicaSetWriter {
    return new ReplicaSetWriter(options);
  }

  private constructor(options: {
    registry: Registry;
    recorder: EventRecorder;
  }) {
    this.#registry = options.registry;
    this.#recorder = options.recorder;
  }

  /** Gives the ReplicaSet of the current template (if there is one already) the highest revision, and tells the Deployment. */
  noteRevision(
    deployment: Stored<Deployment>,
    owned: readonly Stored<ReplicaSet>[],
  ): void {
    const current = findNewReplicaSet(deployment, owned);
    if (!current) {
      return;
    }
    const { namespace, name } = current.metadata;
    const others = owned.filter(replicaSet => replicaSet !== current);
    const updated = this.#registry.mutate(
      replicaSets,
      namespace,
      name,
      draft => {
        draft.metadata.annotations = rolloutAnnotations({
          deployment,
          current: draft.metadata.annotations ?? {},
          revision: Math.max(0, ...others.map(revisionOf)) + 1,
        });
        if (draft.spec) {
          draft.spec.minReadySeconds = deployment.spec?.minReadySeconds;
        }
      },
    );
    this.#annotate(deployment, String(revisionOf(updated)));
    if (!findCondition(deployment.status?.conditions, 'Progressing')) {
      this.#progress(deployment, {
        status: 'True',
        reason: 'FoundNewReplicaSet',
        message: `Found new replica set "${name}"`,
      });
    }
  }

  /** Makes the ReplicaSet for the Deployment's current template. */
  createNew(
    deployment: Stored<Deployment>,
    owned: readonly Stored<ReplicaSet>[],
  ): void {
    const { namespace } = deployment.metadata;
    const draft = newReplicaSet(deployment, owned);
    const name = draft.metadata?.name ?? '';
    const taken = this.#registry.find(replicaSets, namespace, name);
    if (taken) {
      this.#resolveCollision(deployment, taken);
      return;
    }
    try {
      this.#registry.create(replicaSets, draft);
    } catch (error) {
      if (error instanceof StatusError) {
        const message = `Failed to create new replica set "${name}": ${error.message}`;
        const reason = 'ReplicaSetCreateError';
        this.#progress(deployment, { status: 'False', reason, message });
        this.#recorder.event(deployment, { type: 'Warning', reason, message });
      }
      throw error;
    }
    if (replicasOf(draft) > 0) {
      this.#scaled(deployment, `up replica set ${name} from 0`, draft);
    }
    this.#annotate(deployment, String(revisionOf(draft)));
    this.#progress(deployment, {
      status: 'True',
      reason: 'NewReplicaSetCreated',
      message: `Created new replica set "${name}"`,
    });
  }

  /** @returns whether anything was scaled */
  scale(deployment: Stored<Deployment>, scales: readonly Scale[]): boolean {
    let scaled = false;
    for (const { replicaSet, replicas, noteSize } of scales) {
      const before = replicasOf(replicaSet);
      if (before === replicas && !noteSize) {
        continue;
      }
      const { namespace, name } = replicaSet.metadata;
      const after = this.#registry.mutate(
        replicaSets,
        namespace,
        name,
        draft => {
          if (draft.spec) {
            draft.spec.replicas = replicas;
          }
          draft.metadata.annotations = {
            ...draft.metadata.annotations,
            ...sizeAnnotations(deployment),
          };
        },
      );
      if (before !== replicas) {
        scaled = true;
        const direction = before < replicas ? 'up' : 'down';
        this.#scaled(
          deployment,
          `${direction} replica set ${name} from ${before}`,
          after,
        );
      }
    }
    return scaled;
  }

  /** Deletes the oldest of the ReplicaSets that are kept for undoing a rollout. */
  cleanUp(
    deployment: Stored<Deployment>,
    old: readonly Stored<ReplicaSet>[],
  ): void {
    if (!hasHistoryLimit(deployment)) {
      return;
    }
    const kept = deployment.spec?.revisionHistoryLimit ?? 0;
    const alive = old.filter(({ metadata }) => !metadata.deletionTimestamp);
    const excess = lowestRevisionFirst(alive).slice(
      0,
      Math.max(0, alive.length - kept),
    );
    for (const { metadata, spec, status } of excess) {
      const inUse =
        status?.replicas ||
        spec?.replicas ||
        (metadata.generation ?? 0) > (status?.observedGeneration ?? 0);
      if (!inUse) {
        this.#registry.delete(replicaSets, metadata.namespace, metadata.name);
      }
    }
  }

  /** The name is taken by another template with the same hash: the next attempt hashes differently. */
  #resolveCollision(
    deployment: Stored<Deployment>,
    taken: Stored<ReplicaSet>,
  ): void {
    if (
      isControlledBy(taken, deployment) &&
      sameTemplate(taken.spec?.template, deployment.spec?.template)
    ) {
      return;
    }
    this.#writeStatus(deployment, draft => {
      draft.status = {
        ...draft.status,
        collisionCount: (draft.status?.collisionCount ?? 0) + 1,
      };
    });
  }

  #annotate(deployment: Stored<Deployment>, revision: string): void {
    const { namespace, name } = deployment.metadata;
    this.#registry.mutate(deployments, namespace, name, draft => {
      draft.metadata.annotations = {
        ...draft.metadata.annotations,
        [REVISION]: revision,
      };
    });
  }

  #progress(
    deployment: Stored<Deployment>,
    condition: { status: 'True' | 'False'; reason: string; message: string },
  ): void {
    if (!hasProgressDeadline(deployment)) {
      return;
    }
    this.#writeStatus(deployment, draft => {
      draft.status = {
        ...draft.status,
        conditions: withCondition(
          draft.status?.conditions,
          deploymentCondition(this.#registry.now(), {
            type: 'Progressing',
            ...condition,
          }),
        ),
      };
    });
  }

  #writeStatus(
    deployment: Stored<Deployment>,
    change: (draft: Stored<Deployment>) => void,
  ): void {
    const { namespace, name } = deployment.metadata;
    this.#registry.mutate(deployments, namespace, name, change, {
      subresource: 'status',
    });
  }

  #scaled(
    deployment: Stored<Deployment>,
    how: string,
    replicaSet: ReplicaSet,
  ): void {
    this.#recorder.event(deployment, {
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled ${how} to ${replicasOf(replicaSet)}`,
    });
  }
}
