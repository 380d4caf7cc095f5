import type { StatefulSet } from 'kubernetes-types/apps/v1';
import type { Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import type { EventRecorder } from '../../registry/EventRecorder';
import type { Registry } from '../../registry/Registry';
import { persistentVolumeClaims, pods } from '../../resources';
import { retentionOwners } from './claimRetention';
import {
  claimsFor,
  identityLabels,
  identityMatches,
  storageMatches,
  volumesWithClaims,
  type PodDraft,
} from './identity';

/** A set's pod that exists. */
export interface Replica {
  set: Stored<StatefulSet>;
  ordinal: number;
  pod: Stored<Pod>;
}

/** Creates, mends and deletes the pods of StatefulSets and their claims. */
export class StatefulPods {
  readonly #registry: Registry;
  readonly #recorder: EventRecorder;

  static create(options: {
    registry: Registry;
    recorder: EventRecorder;
  }): StatefulPods {
    return new StatefulPods(options);
  }

  private constructor(options: {
    registry: Registry;
    recorder: EventRecorder;
  }) {
    this.#registry = options.registry;
    this.#recorder = options.recorder;
  }

  /** First the claims, then the pod. */
  create(set: Stored<StatefulSet>, ordinal: number, draft: PodDraft): void {
    const { name } = draft.metadata;
    this.#recorded('Create', set, name, () => {
      this.#createClaims(set, ordinal, name);
      const pod = this.#registry.create<Pod>(pods, draft);
      this.#retain({ set, ordinal, pod });
    });
  }

  /** Creates claims that went missing before the pod could start. */
  createMissingClaims({ set, ordinal, pod }: Replica): void {
    this.#createClaims(set, ordinal, pod.metadata.name);
    this.#retain({ set, ordinal, pod });
  }

  /** Tries to give the pod the labels, volumes and claims that the set asks for; the API server refuses other volumes. */
  mend({ set, ordinal, pod }: Replica): void {
    const { namespace, name } = pod.metadata;
    const hasStorage = storageMatches(set, ordinal, pod);
    if (
      identityMatches(pod) &&
      hasStorage &&
      this.#claimsMatch({ set, ordinal, pod })
    ) {
      return;
    }
    this.#recorded('Update', set, name, () => {
      if (!hasStorage) {
        this.#createClaims(set, ordinal, name);
      }
      this.#retain({ set, ordinal, pod });
      this.#registry.mutate(pods, namespace, name, draft => {
        draft.metadata.labels = {
          ...draft.metadata.labels,
          ...identityLabels(name, ordinal),
        };
        if (draft.spec) {
          draft.spec.volumes = volumesWithClaims(
            set,
            ordinal,
            draft.spec.volumes,
          );
        }
      });
    });
  }

  /** Deletes the pod; its claims stay. */
  delete(set: Stored<StatefulSet>, pod: Stored<Pod>): void {
    const { namespace, name } = pod.metadata;
    this.#recorded('Delete', set, name, () =>
      this.#registry.delete(pods, namespace, name),
    );
  }

  /** Makes the claims of a pod that is to go keep to the retention policy. */
  retain(replica: Replica): void {
    this.#retain(replica);
  }

  /** Whether a claim of the coming pod still belongs to a former pod of its name, and so is about to be deleted. */
  hasStaleClaim(
    set: Stored<StatefulSet>,
    ordinal: number,
    draft: PodDraft,
  ): boolean {
    const policy = set.spec?.persistentVolumeClaimRetentionPolicy?.whenScaled;
    if (policy !== 'Delete') {
      return false;
    }
    return this.#claims(set, ordinal).some(claim =>
      claim.metadata.ownerReferences?.some(
        ({ kind, name }) => kind === 'Pod' && name === draft.metadata.name,
      ),
    );
  }

  #claims(set: Stored<StatefulSet>, ordinal: number) {
    return Array.from(claimsFor(set, ordinal).values()).flatMap(
      ({ metadata }) =>
        this.#registry.find(
          persistentVolumeClaims,
          set.metadata.namespace,
          metadata?.name ?? '',
        ) ?? [],
    );
  }

  #claimsMatch({ set, ordinal, pod }: Replica): boolean {
    return this.#claims(set, ordinal).every(
      claim => !retentionOwners({ claim, set, pod, ordinal }),
    );
  }

  #retain({ set, ordinal, pod }: Replica): void {
    for (const claim of this.#claims(set, ordinal)) {
      const owners = retentionOwners({ claim, set, pod, ordinal });
      if (owners) {
        const { namespace, name } = claim.metadata;
        this.#registry.mutate(
          persistentVolumeClaims,
          namespace,
          name,
          draft => {
            draft.metadata.ownerReferences = owners.length ? owners : undefined;
          },
        );
      }
    }
  }

  #createClaims(
    set: Stored<StatefulSet>,
    ordinal: number,
    podName: string,
  ): void {
    const problems: string[] = [];
    const inSet = `Pod ${podName} in StatefulSet ${set.metadata.name}`;
    for (const claim of claimsFor(set, ordinal).values()) {
      const name = claim.metadata?.name ?? '';
      const existing = this.#registry.find(
        persistentVolumeClaims,
        set.metadata.namespace,
        name,
      );
      if (existing?.metadata.deletionTimestamp) {
        problems.push(`pvc ${name} is being deleted`);
      } else if (!existing) {
        try {
          this.#registry.create(persistentVolumeClaims, claim);
          this.#recorder.event(set, {
            type: 'Normal',
            reason: 'SuccessfulCreate',
            message: `Create Claim ${name} ${inSet} success`,
          });
        } catch (error) {
          const why = messageOf(error);
          this.#recorder.event(set, {
            type: 'Warning',
            reason: 'FailedCreate',
            message: `Create Claim ${name} for ${inSet} failed error: ${why}`,
          });
          problems.push(`failed to create PVC ${name}: ${why}`);
        }
      }
    }
    if (problems.length) {
      throw new Error(
        problems.length > 1 ? `[${problems.join(', ')}]` : problems[0],
      );
    }
  }

  #recorded(
    verb: 'Create' | 'Update' | 'Delete',
    set: Stored<StatefulSet>,
    podName: string,
    work: () => void,
  ): void {
    const subject = `${verb} Pod ${podName} in StatefulSet ${set.metadata.name}`;
    try {
      work();
    } catch (error) {
      this.#recorder.event(set, {
        type: 'Warning',
        reason: `Failed${verb}`,
        message: `${subject} failed error: ${messageOf(error)}`,
      });
      throw error;
    }
    this.#recorder.event(set, {
      type: 'Normal',
      reason: `Successful${verb}`,
      message: `${subject} successful`,
    });
  }
}

function messageOf(error: unknown): string {
  if (error instanceof Error) {
    return error.message;
  }
  return String(error);
}
