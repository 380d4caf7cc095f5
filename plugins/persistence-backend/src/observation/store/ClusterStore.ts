import { ENTITY_ANNOTATION } from 'backstage-plugin-persistence-common';
import type { Projections, ReplicaSet, WatchedResource } from '../projections';
import {
  matchesSelector,
  type Autoscaler,
  type Claim,
  type ClusterEvent,
  type ClusterView,
  type EntitySelector,
  type Labelled,
  type ObservedResource,
  type Pod,
  type StorageClass,
  type Volume,
  type Workload,
} from '../view';
import { Index } from './Index';
import { Table } from './Table';
import { isClaimUnsettled, isWorkloadUnsettled } from './unsettled';

const FREE = 'free';

/**
 * What we know of one cluster, and the indexes that answer every question of {@link ClusterView} without looking at all of it.
 * Written to by the watches, object by object.
 */
export class ClusterStore implements ClusterView {
  static create(options: { cluster: string; readOnly: boolean }): ClusterStore {
    return new ClusterStore(options);
  }

  readonly cluster: string;
  readonly readOnly: boolean;

  readonly #known = new Set<ObservedResource>();
  #heardAt: number | undefined;

  readonly #workloadsByNamespace = Index.by<Workload>(namespaceOf);
  readonly #workloadsByLabel = Index.by<Workload>(labelPairsOf);
  readonly #workloadsByClaim = Index.by(claimsNamedBy);
  readonly #setsByClaimStem = Index.by(claimStemsOf);
  readonly #unsettledWorkloads = Index.by((workload: Workload) =>
    isWorkloadUnsettled(workload) ? [workload.namespace] : [],
  );
  readonly #jobsByController = Index.by((job: Workload) =>
    job.kind === 'Job' && job.controller ? [job.controller.uid] : [],
  );
  readonly #workloads = Table.create<Workload>({
    nameOf: ({ kind, namespace, name }) => `${kind}/${namespace}/${name}`,
    indexes: [
      this.#workloadsByNamespace,
      this.#workloadsByLabel,
      this.#workloadsByClaim,
      this.#setsByClaimStem,
      this.#jobsByController,
      this.#unsettledWorkloads,
    ],
  });

  readonly #replicaSetsByController = Index.by((set: ReplicaSet) =>
    set.controllerUid === undefined ? [] : [set.controllerUid],
  );
  readonly #replicaSets = Table.create<ReplicaSet>({
    indexes: [this.#replicaSetsByController],
  });

  readonly #podsByController = Index.by((pod: Pod) =>
    pod.controller ? [pod.controller.uid] : [],
  );
  readonly #podsByClaim = Index.by(claimsUsedBy);
  readonly #pods = Table.create<Pod>({
    indexes: [this.#podsByController, this.#podsByClaim],
  });

  readonly #claimsByNamespace = Index.by<Claim>(namespaceOf);
  readonly #claimsByLabel = Index.by<Claim>(labelPairsOf);
  readonly #claimsByEntity = Index.by(({ annotations }: Claim) =>
    ENTITY_ANNOTATION in annotations ? [annotations[ENTITY_ANNOTATION]] : [],
  );
  readonly #unsettledClaims = Index.by((claim: Claim) =>
    isClaimUnsettled(claim) ? [claim.namespace] : [],
  );
  readonly #claims = Table.create<Claim>({
    nameOf: keyOf,
    indexes: [
      this.#claimsByNamespace,
      this.#claimsByLabel,
      this.#claimsByEntity,
      this.#unsettledClaims,
    ],
  });

  readonly #volumesByUse = Index.by((volume: Volume) =>
    volume.phase === 'Available' ? [FREE] : [],
  );
  readonly #volumes = Table.create<Volume>({
    nameOf: ({ name }) => name,
    indexes: [this.#volumesByUse],
  });
  readonly #storageClasses = Table.create<StorageClass & { uid: string }>({
    nameOf: ({ name }) => name,
    indexes: [],
  });

  readonly #autoscalersByTarget = Index.by(targetOf);
  readonly #autoscalers = Table.create<Autoscaler>({
    indexes: [this.#autoscalersByTarget],
  });

  readonly #eventsByObject = Index.by(({ namespace, object }: ClusterEvent) => [
    `${namespace}/${object.uid}`,
  ]);
  readonly #events = Table.create<ClusterEvent>({
    indexes: [this.#eventsByObject],
  });

  readonly #tables: { [R in WatchedResource]: Table<Projections[R]> } = {
    deployments: this.#workloads,
    statefulsets: this.#workloads,
    daemonsets: this.#workloads,
    cronjobs: this.#workloads,
    jobs: this.#workloads,
    replicasets: this.#replicaSets,
    pods: this.#pods,
    persistentvolumeclaims: this.#claims,
    persistentvolumes: this.#volumes,
    storageclasses: this.#storageClasses,
    horizontalpodautoscalers: this.#autoscalers,
    events: this.#events,
  };

  private constructor(options: { cluster: string; readOnly: boolean }) {
    this.cluster = options.cluster;
    this.readOnly = options.readOnly;
  }

  /** Whether the object tells anything new. */
  put<R extends WatchedResource>(resource: R, object: Projections[R]): boolean {
    return this.#tables[resource].put(object);
  }

  /** What is not there any more. */
  remove<R extends WatchedResource>(
    resource: R,
    uid: string,
  ): Projections[R] | undefined {
    return this.#tables[resource].remove(uid);
  }

  /** Says whether all objects of a resource were read. */
  setKnown(resource: ObservedResource, known: boolean): void {
    if (known) {
      this.#known.add(resource);
    } else {
      this.#known.delete(resource);
    }
  }

  /** Says when the cluster was last heard of, in milliseconds since 1970. */
  setHeardAt(heardAt: number): void {
    this.#heardAt = heardAt;
  }

  get heardAt(): number | undefined {
    return this.#heardAt;
  }

  /** The namespaces where a claim or a rollout is not settled, so that events may say why. */
  unsettledNamespaces(): Set<string> {
    return new Set([
      ...this.#unsettledClaims.keys(),
      ...this.#unsettledWorkloads.keys(),
    ]);
  }

  get observedAt(): Date {
    return new Date(this.#heardAt ?? 0);
  }

  knows(resource: ObservedResource): boolean {
    return this.#known.has(resource);
  }

  workloads(selector: EntitySelector): Workload[] {
    return this.#find(selector, {
      all: this.#workloads,
      byNamespace: this.#workloadsByNamespace,
      byLabel: this.#workloadsByLabel,
    })
      .filter(workload => !isJobOfCronJob(workload))
      .sort(byPlace);
  }

  workload(
    namespace: string,
    kind: Workload['kind'],
    name: string,
  ): Workload | undefined {
    return this.#workloads.named(`${kind}/${namespace}/${name}`);
  }

  podsOf({ kind, uid }: Workload): Pod[] {
    const controllers = [uid];
    if (kind === 'Deployment') {
      for (const replicaSet of this.#replicaSetsByController.get(uid)) {
        controllers.push(replicaSet.uid);
      }
    } else if (kind === 'CronJob') {
      for (const job of this.#jobsByController.get(uid)) {
        controllers.push(job.uid);
      }
    }
    return controllers
      .flatMap(controller => [...this.#podsByController.get(controller)])
      .sort(byName);
  }

  autoscalerOf({ kind, namespace, name }: Workload): Autoscaler | undefined {
    return [
      ...this.#autoscalersByTarget.get(`${kind}/${namespace}/${name}`),
    ].sort((one, other) => other.maxReplicas - one.maxReplicas)[0];
  }

  claim(namespace: string, name: string): Claim | undefined {
    return this.#claims.named(`${namespace}/${name}`);
  }

  claimsOf(entityRef: string, selector: EntitySelector): Claim[] {
    const claims = new Set([
      ...this.#find(selector, {
        all: this.#claims,
        byNamespace: this.#claimsByNamespace,
        byLabel: this.#claimsByLabel,
      }),
      ...this.#claimsByEntity.get(entityRef),
    ]);
    return [...claims].sort(byPlace);
  }

  claims(namespace: string): Claim[] {
    return [...this.#claimsByNamespace.get(namespace)].sort(byName);
  }

  podsUsing(claim: Claim): Pod[] {
    return [...this.#podsByClaim.get(keyOf(claim))].sort(byName);
  }

  workloadsUsing(claim: Claim): Workload[] {
    const [, stem] = /^(.+)-\d+$/.exec(claim.name) ?? [];
    const workloads = new Set([
      ...this.#workloadsByClaim.get(keyOf(claim)),
      ...this.#setsByClaimStem.get(`${claim.namespace}/${stem}`),
    ]);
    return [...workloads]
      .filter(workload => !isJobOfCronJob(workload))
      .sort(byPlace);
  }

  volume(name: string): Volume | undefined {
    return this.#volumes.named(name);
  }

  volumesWithoutClass(): Volume[] {
    return this.freeVolumes().filter(({ storageClass }) => storageClass === '');
  }

  freeVolumes(): Volume[] {
    return [...this.#volumesByUse.get(FREE)].sort(byName);
  }

  storageClass(name: string): StorageClass | undefined {
    return this.#storageClasses.named(name);
  }

  storageClasses(): StorageClass[] {
    return [...this.#storageClasses.values()].sort(byName);
  }

  events(namespace: string, uid: string): ClusterEvent[] {
    return [...this.#eventsByObject.get(`${namespace}/${uid}`)].sort(
      (one, other) => compare(other.lastAt, one.lastAt) || byName(one, other),
    );
  }

  /** Looks up the requirement that fewest objects fulfil; only a selector without an equality has to look through a namespace. */
  #find<T extends Labelled & { uid: string }>(
    selector: EntitySelector,
    objects: { all: Table<T>; byNamespace: Index<T>; byLabel: Index<T> },
  ): T[] {
    if (selector.cluster !== undefined && selector.cluster !== this.cluster) {
      return [];
    }
    const { all, byNamespace, byLabel } = objects;
    let candidates: T[] | undefined;
    for (const { key, operator, values } of selector.labels) {
      if (operator === 'In') {
        const keys = [...new Set(values)].map(value => `${key}=${value}`);
        const count = keys.reduce((sum, each) => sum + byLabel.count(each), 0);
        if (candidates === undefined || count < candidates.length) {
          candidates = keys.flatMap(each => [...byLabel.get(each)]);
        }
      }
    }
    candidates ??=
      selector.namespace === undefined
        ? [...all.values()]
        : [...byNamespace.get(selector.namespace)];
    return candidates.filter(object => matchesSelector(selector, object));
  }
}

function targetOf({ namespace, target }: Autoscaler): string[] {
  return [`${target.kind}/${namespace}/${target.name}`];
}

function namespaceOf({ namespace }: { namespace: string }): string[] {
  return [namespace];
}

function labelPairsOf({ labels }: Labelled): string[] {
  return Object.entries(labels).map(([key, value]) => `${key}=${value}`);
}

function keyOf({ namespace, name }: { namespace: string; name: string }) {
  return `${namespace}/${name}`;
}

/** The claims that a template names. A claim template of the same name wins over a volume. */
function claimsNamedBy(workload: Workload): Set<string> {
  const { namespace, template, claimTemplates } = workload;
  const claims = new Set<string>();
  for (const volume of template.volumes) {
    if (
      volume.kind === 'claim' &&
      !claimTemplates.some(({ name }) => name === volume.name)
    ) {
      claims.add(`${namespace}/${volume.claimName}`);
    }
  }
  return claims;
}

/** What the names of a StatefulSet's claims begin with, before the ordinal. */
function claimStemsOf(workload: Workload): string[] {
  return workload.claimTemplates.map(
    template => `${workload.namespace}/${template.name}-${workload.name}`,
  );
}

/** The claims of a pod: those that it names, and those that were made for it alone. */
function claimsUsedBy({ namespace, name, volumes }: Pod): Set<string> {
  const claims = new Set<string>();
  for (const volume of volumes) {
    if (volume.kind === 'claim') {
      claims.add(`${namespace}/${volume.claimName}`);
    } else if (volume.kind === 'ephemeral-claim') {
      claims.add(`${namespace}/${name}-${volume.name}`);
    }
  }
  return claims;
}

function isJobOfCronJob({ kind, controller }: Workload): boolean {
  return kind === 'Job' && controller?.kind === 'CronJob';
}

function compare(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}

function byName(one: { name: string }, other: { name: string }): number {
  return compare(one.name, other.name);
}

function byPlace(
  one: { namespace: string; name: string; kind?: string },
  other: { namespace: string; name: string; kind?: string },
): number {
  return (
    compare(one.namespace, other.namespace) ||
    compare(one.kind ?? '', other.kind ?? '') ||
    byName(one, other)
  );
}
