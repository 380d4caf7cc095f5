import type { ControllerRevision, StatefulSet } from 'kubernetes-types/apps/v1';
import type { Pod, PodTemplateSpec } from 'kubernetes-types/core/v1';
import { isJsonObject, jsonEqual } from '../../model/json';
import type { Stored } from '../../model/objects';
import { labelMatcher } from '../../model/selectors';
import type { Registry } from '../../registry/Registry';
import { controllerRevisions } from '../../resources';
import { controllerOf, controllerReference } from '../owners';
import { templateHash } from '../templateHash';
import { REVISION_LABEL } from './identity';

/** The templates that a StatefulSet's pods may have during an update. */
export interface SetRevisions {
  /** What pods had before. */
  current: Stored<ControllerRevision>;
  /** What pods are to have. */
  update: Stored<ControllerRevision>;
  collisions: number;
}

/**
 * Remembers the templates of StatefulSets as ControllerRevisions.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#update-strategies
 */
export class Revisions {
  readonly #registry: Registry;

  static create(options: { registry: Registry }): Revisions {
    return new Revisions(options.registry);
  }

  private constructor(registry: Registry) {
    this.#registry = registry;
  }

  /** The set's revisions, made or found by their template. */
  of(set: Stored<StatefulSet>): SetRevisions {
    const revisions = this.#list(set);
    const data = revisionData(set);
    const newest = revisions[revisions.length - 1];
    const number = (newest?.revision ?? 0) + 1;
    const equal = revisions.filter(revision => jsonEqual(revision.data, data));
    let collisions = set.status?.collisionCount ?? 0;
    let update = equal[equal.length - 1];
    if (!update) {
      ({ update, collisions } = this.#create(set, { number, collisions }));
    } else if (update !== newest) {
      // A template that comes back is the newest again.
      const { namespace, name } = update.metadata;
      update = this.#registry.mutate(
        controllerRevisions,
        namespace,
        name,
        draft => {
          draft.revision = number;
        },
      );
    }
    const current =
      revisions.find(
        ({ metadata }) => metadata.name === set.status?.currentRevision,
      ) ?? update;
    return { current, update, collisions };
  }

  /** Deletes the oldest of the revisions that no pod has. */
  truncate(
    set: Stored<StatefulSet>,
    { current, update }: SetRevisions,
    pods: readonly Stored<Pod>[],
  ): void {
    const live = new Set([
      current.metadata.name,
      update.metadata.name,
      ...pods.map(pod => pod.metadata.labels?.[REVISION_LABEL]),
    ]);
    const history = this.#list(set).filter(
      ({ metadata }) => !live.has(metadata.name),
    );
    const excess = history.length - (set.spec?.revisionHistoryLimit ?? 10);
    for (const { metadata } of history.slice(0, Math.max(0, excess))) {
      this.#registry.delete(
        controllerRevisions,
        metadata.namespace,
        metadata.name,
      );
    }
  }

  /** The set's own, oldest first; adopts those that match its selector and belong to no one. */
  #list(set: Stored<StatefulSet>): Stored<ControllerRevision>[] {
    const { uid, namespace, deletionTimestamp } = set.metadata;
    return this.#registry
      .list(controllerRevisions, { namespace })
      .filter(({ metadata }) =>
        labelMatcher(set.spec?.selector)(metadata.labels),
      )
      .flatMap(revision => {
        const owner = controllerOf(revision);
        if (owner || deletionTimestamp) {
          return owner?.uid === uid ? [revision] : [];
        }
        const { name } = revision.metadata;
        return [
          this.#registry.mutate(controllerRevisions, namespace, name, draft => {
            draft.metadata.ownerReferences = [controllerReference(set)];
          }),
        ];
      })
      .sort((one, other) => one.revision - other.revision);
  }

  #create(
    set: Stored<StatefulSet>,
    options: { number: number; collisions: number },
  ): { update: Stored<ControllerRevision>; collisions: number } {
    const { name: setName, namespace, annotations } = set.metadata;
    const data = revisionData(set);
    let { collisions } = options;
    for (;;) {
      const hash = templateHash(data, collisions);
      const name = `${setName}-${hash}`;
      const taken = this.#registry.find(controllerRevisions, namespace, name);
      if (!taken) {
        const update = this.#registry.create<ControllerRevision>(
          controllerRevisions,
          {
            apiVersion: 'apps/v1',
            kind: 'ControllerRevision',
            metadata: {
              name,
              namespace,
              annotations,
              labels: {
                ...set.spec?.template?.metadata?.labels,
                'controller.kubernetes.io/hash': hash,
              },
              ownerReferences: [controllerReference(set)],
            },
            data,
            revision: options.number,
          },
        );
        return { update, collisions };
      }
      if (jsonEqual(taken.data, data)) {
        return { update: taken, collisions };
      }
      collisions += 1;
    }
  }
}

function revisionData(set: StatefulSet) {
  return {
    spec: {
      template: {
        ...structuredClone(set.spec?.template),
        $patch: 'replace',
      },
    },
  };
}

/** The set as it was with the template of a revision. */
export function withRevision(
  set: Stored<StatefulSet>,
  revision: ControllerRevision,
): Stored<StatefulSet> {
  const { data } = revision;
  const spec = isJsonObject(data) ? data.spec : undefined;
  const template = isJsonObject(spec) ? spec.template : undefined;
  if (!set.spec || !isJsonObject(template)) {
    return set;
  }
  const { $patch: _, ...rest } = template;
  const restored: PodTemplateSpec = rest;
  return { ...set, spec: { ...set.spec, template: restored } };
}
