import type { StatefulSet } from 'kubernetes-types/apps/v1';
import type { Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import {
  isPodAvailable,
  isPodReady,
  isPodTerminal,
} from '../../model/podState';
import {
  firstOrdinal,
  isWanted,
  ordinalOf,
  podFor,
  REVISION_LABEL,
  wantedReplicas,
  type PodDraft,
} from './identity';
import { withRevision, type SetRevisions } from './Revisions';
import type { StatefulPods } from './StatefulPods';

interface Slot {
  ordinal: number;
  /** Absent while the pod does not exist. */
  pod?: Stored<Pod>;
}

interface Options {
  set: Stored<StatefulSet>;
  revisions: SetRevisions;
  members: readonly Stored<Pod>[];
  pods: StatefulPods;
  now: Date;
}

/**
 * What can be done for a StatefulSet right now: for an ordered one at most one pod is touched, for a parallel one all that need it.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#deployment-and-scaling-guarantees
 */
export class StatefulSetStep {
  readonly #set: Stored<StatefulSet>;
  readonly #revisions: SetRevisions;
  readonly #pods: StatefulPods;
  readonly #now: Date;
  readonly #replicas: Slot[];
  readonly #condemned: Array<Required<Slot>>;
  readonly #ordered: boolean;

  static create(options: Options): StatefulSetStep {
    return new StatefulSetStep(options);
  }

  private constructor({ set, revisions, members, pods, now }: Options) {
    this.#set = set;
    this.#revisions = revisions;
    this.#pods = pods;
    this.#now = now;
    this.#ordered = set.spec?.podManagementPolicy !== 'Parallel';
    const slots = members.map(pod => ({
      ordinal: ordinalOf(set, pod.metadata.name) ?? 0,
      pod,
    }));
    this.#replicas = Array.from({ length: wantedReplicas(set) }, (_, index) => {
      const ordinal = firstOrdinal(set) + index;
      return { ordinal, pod: slots.find(s => s.ordinal === ordinal)?.pod };
    });
    this.#condemned = slots
      .filter(({ ordinal }) => !isWanted(set, ordinal))
      .sort((one, other) => other.ordinal - one.ordinal);
  }

  /** Makes pods, then removes those that are too many, then updates the rest. */
  take(): void {
    if (this.#settle() && this.#scaleDown()) {
      this.#update();
    }
  }

  /** @returns whether all pods are as they should be, so that the next thing can be done */
  #settle(): boolean {
    const errors: unknown[] = [];
    for (const slot of this.#replicas) {
      try {
        if (!this.#settleOne(slot) && this.#ordered) {
          return false;
        }
      } catch (error) {
        if (this.#ordered) {
          throw error;
        }
        errors.push(error);
      }
    }
    if (errors.length) {
      throw errors[0];
    }
    return true;
  }

  #settleOne({ ordinal, pod }: Slot): boolean {
    const set = withRevision(this.#set, this.#revisions.update);
    if (!pod) {
      const draft = this.#draft(ordinal);
      if (this.#pods.hasStaleClaim(set, ordinal, draft)) {
        throw new Error(
          `a claim of the former pod ${draft.metadata.name} is about to be deleted`,
        );
      }
      this.#pods.create(set, ordinal, draft);
      return false;
    }
    if (isPodTerminal(pod)) {
      if (!pod.metadata.deletionTimestamp) {
        this.#pods.delete(set, pod);
      }
      return false;
    }
    if (pod.status?.phase === 'Pending') {
      this.#pods.createMissingClaims({ set, ordinal, pod });
    }
    if (this.#ordered && !this.#isServing(pod)) {
      return false;
    }
    this.#pods.mend({ set, ordinal, pod });
    return true;
  }

  /** During a partitioned update, pods below the partition come back with the former template. */
  #draft(ordinal: number): PodDraft {
    const { current, update } = this.#revisions;
    const strategy = this.#set.spec?.updateStrategy;
    const kept =
      strategy?.rollingUpdate?.partition ??
      (strategy?.type === 'OnDelete'
        ? 0
        : (this.#set.status?.currentReplicas ?? 0));
    const revision =
      strategy?.type !== 'OnDelete' && ordinal < firstOrdinal(this.#set) + kept
        ? current
        : update;
    return podFor(
      withRevision(this.#set, revision),
      ordinal,
      revision.metadata.name,
    );
  }

  /** @returns whether no pod is too many */
  #scaleDown(): boolean {
    for (const { ordinal, pod } of this.#condemned) {
      this.#pods.retain({ set: this.#set, ordinal, pod });
    }
    const firstUnavailable = this.#firstUnavailable();
    for (const { pod } of this.#condemned) {
      if (pod.metadata.deletionTimestamp) {
        if (this.#ordered) {
          return false;
        }
      } else if (
        this.#ordered &&
        !this.#isServing(pod) &&
        pod !== firstUnavailable
      ) {
        return false;
      } else {
        this.#pods.delete(this.#set, pod);
        if (this.#ordered) {
          return false;
        }
      }
    }
    return true;
  }

  /** From the highest number down to the partition, one at a time. */
  #update(): void {
    const strategy = this.#set.spec?.updateStrategy;
    if (strategy?.type === 'OnDelete') {
      return;
    }
    const partition = strategy?.rollingUpdate?.partition ?? 0;
    for (const { pod } of this.#replicas.slice(partition).reverse()) {
      if (!pod) {
        return;
      }
      const outdated =
        pod.metadata.labels?.[REVISION_LABEL] !==
        this.#revisions.update.metadata.name;
      if (outdated && !pod.metadata.deletionTimestamp) {
        this.#pods.delete(this.#set, pod);
        return;
      }
      if (!this.#isServing(pod)) {
        return;
      }
    }
  }

  #firstUnavailable(): Stored<Pod> | undefined {
    return [...this.#replicas, ...[...this.#condemned].reverse()].find(
      ({ pod }) => pod && !this.#isServing(pod),
    )?.pod;
  }

  #isServing(pod: Stored<Pod>): boolean {
    return (
      !pod.metadata.deletionTimestamp &&
      pod.status?.phase === 'Running' &&
      isPodReady(pod) &&
      isPodAvailable(pod, this.#set.spec?.minReadySeconds, this.#now)
    );
  }
}
