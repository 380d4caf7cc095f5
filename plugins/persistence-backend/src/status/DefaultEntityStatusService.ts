import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type {
  ClusterStatus,
  EntityPersistence,
  Operation,
  Options,
  WorkloadAssessment,
  WorkloadRef,
} from 'backstage-plugin-persistence-common';
import { assess, type Facts } from '../assessment';
import { SELECTS_NOTHING, selectorOf, type EntityIndex } from '../entities';
import type { ObservedCluster } from '../observation/Observation';
import type {
  ClusterView,
  EntitySelector,
  Workload,
} from '../observation/view';
import { offerActions, situationOf, type Situation } from '../planning';
import type { Policies } from '../policies';
import type { EntityStatusService } from './EntityStatusService';
import {
  findAttachableClaims,
  findFreeVolumes,
  offerSize,
  offerStorageClasses,
  suggestPaths,
} from './options';
import { findShelvedClaims } from './shelf';

/** Nothing is stored yet. */
const NO_FACTS: Facts = {};

/** A workload of an entity, as it is seen now. */
interface Observed {
  entity: Entity;
  workload: Workload;
  view: ClusterView;
  now: Date;
}

/** What the answers are made from. */
export interface DefaultEntityStatusServiceOptions {
  /** The clusters that are observed at the moment. */
  clusters: () => ObservedCluster[];
  entityIndex: EntityIndex;
  policies: Policies;
  /** The operations of an entity that go on or ended lately. */
  operations: (entityRef: string) => Promise<Operation[]>;
  /** The time. */
  now?: () => Date;
}

/** Answers from memory: what is observed of the clusters, assessed. */
export class DefaultEntityStatusService implements EntityStatusService {
  readonly #clusters: () => ObservedCluster[];
  readonly #entityIndex: EntityIndex;
  readonly #policies: Policies;
  readonly #operations: DefaultEntityStatusServiceOptions['operations'];
  readonly #now: () => Date;

  private constructor(options: DefaultEntityStatusServiceOptions) {
    this.#clusters = options.clusters;
    this.#entityIndex = options.entityIndex;
    this.#policies = options.policies;
    this.#operations = options.operations;
    this.#now = options.now ?? (() => new Date());
  }

  static create(
    options: DefaultEntityStatusServiceOptions,
  ): DefaultEntityStatusService {
    return new DefaultEntityStatusService(options);
  }

  async status(entity: Entity): Promise<EntityPersistence> {
    const answer = this.statusNow(entity);
    return { ...answer, operations: await this.#operations(answer.entityRef) };
  }

  /** The same, at once, from what is in memory: without operations. */
  statusNow(entity: Entity): EntityPersistence {
    const entityRef = stringifyEntityRef(entity);
    const lookup = selectorOf(entity);
    const selector = lookup?.selector ?? SELECTS_NOTHING;
    const clusters = this.#clusters().filter(
      ({ name }) => selector.cluster === undefined || selector.cluster === name,
    );
    const now = this.#now();
    if (lookup) {
      this.#entityIndex.noticed(entityRef);
    }
    const workloads = clusters.flatMap(({ view }) =>
      view
        .workloads(selector)
        .map(workload => this.#assess({ entity, workload, view, now })),
    );
    const shelf = clusters.flatMap(({ view }) =>
      findShelvedClaims({ entityRef, selector, view, facts: NO_FACTS, now }),
    );
    if (!lookup) {
      const holding = new Set(shelf.map(({ cluster }) => cluster));
      return {
        entityRef,
        lookup: { state: 'no-annotation' },
        workloads,
        shelf,
        clusters: statusesOf(clusters.filter(({ name }) => holding.has(name))),
        operations: [],
      };
    }
    return {
      entityRef,
      lookup: {
        state: workloads.length > 0 ? 'found' : 'no-workload',
        labelSelector: lookup.labelSelector,
      },
      workloads,
      shelf,
      clusters: statusesOf(clusters, selector.cluster),
      operations: [],
    };
  }

  /**
   * What the data of one workload could be kept on. There are no snapshots among it: those of a cluster are not observed yet.
   *
   * @throws NotFoundError when the entity has no such workload, whether or not another one has
   */
  async options(entity: Entity, reference: WorkloadRef): Promise<Options> {
    const selector = selectorOf(entity)?.selector ?? SELECTS_NOTHING;
    const { workload, view } = this.#find(selector, reference);
    const now = this.#now();
    const situation = this.#situation({ entity, workload, view, now });
    const { prefill } = situation;
    return {
      paths: suggestPaths(workload, prefill, this.#policies),
      storageClasses: offerStorageClasses(view, this.#policies, prefill),
      size: offerSize(this.#policies.size, prefill),
      claims: findAttachableClaims(situation),
      snapshots: [],
      volumes: findFreeVolumes(view, this.#policies),
    };
  }

  #situation(options: Observed): Situation {
    return situationOf({
      ...options,
      entityIndex: this.#entityIndex,
      policies: this.#policies,
      facts: NO_FACTS,
    });
  }

  #assess(options: Observed): WorkloadAssessment {
    const { workload, view, now } = options;
    const assessment = assess(workload, view, NO_FACTS, now);
    const situation = this.#situation(options);
    const { ambiguous } = situation;
    return {
      ...assessment,
      findings: [...(ambiguous ? [ambiguous] : []), ...assessment.findings],
      actions: offerActions(situation),
    };
  }

  #find(
    selector: EntitySelector,
    reference: WorkloadRef,
  ): { workload: Workload; view: ClusterView } {
    const view = this.#clusters().find(
      ({ name }) =>
        name === reference.cluster &&
        (selector.cluster === undefined || selector.cluster === name),
    )?.view;
    const workload = view
      ?.workloads(selector)
      .find(
        ({ namespace, kind, name }) =>
          namespace === reference.namespace &&
          kind === reference.kind &&
          name === reference.name,
      );
    if (!view || !workload) {
      throw new NotFoundError('The entity has no such workload');
    }
    return { workload, view };
  }
}

/** @param wanted - the only cluster that the entity wants, if it does */
function statusesOf(
  clusters: ObservedCluster[],
  wanted?: string,
): ClusterStatus[] {
  if (wanted !== undefined && clusters.length === 0) {
    return [
      {
        name: wanted,
        state: 'unreachable',
        message:
          'The portal knows no cluster of this name, which the annotation backstage.io/kubernetes-cluster asks for.',
      },
    ];
  }
  return clusters.map(cluster => cluster.status());
}
