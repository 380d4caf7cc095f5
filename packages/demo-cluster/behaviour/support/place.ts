import { randomBytes } from 'node:crypto';
import type {
  ControllerRevision,
  Deployment,
  ReplicaSet,
  StatefulSet,
} from 'kubernetes-types/apps/v1';
import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2';
import type {
  Event,
  PersistentVolumeClaim,
  Pod,
  PodSpec,
  ResourceQuota,
  Service,
  ServiceAccount,
} from 'kubernetes-types/core/v1';
import { client, cluster } from './cluster';
import { eventually } from './eventually';
import * as objects from './objects';
import { exec, type ExecOptions, type ExecResult } from './exec';
import { Resource, type Live } from './resource';

/** A namespace of its own for one test, and what tests do in it. */
export class Place {
  readonly name: string;
  readonly pods: Resource<Pod>;
  readonly claims: Resource<PersistentVolumeClaim>;
  readonly services: Resource<Service>;
  readonly events: Resource<Event>;
  readonly quotas: Resource<ResourceQuota>;
  readonly deployments: Resource<Deployment>;
  readonly replicaSets: Resource<ReplicaSet>;
  readonly statefulSets: Resource<StatefulSet>;
  readonly revisions: Resource<ControllerRevision>;
  readonly autoscalers: Resource<HorizontalPodAutoscaler>;

  readonly #clusterWide: Array<() => Promise<unknown>> = [];

  /** Creates the namespace and waits until pods may be created in it. */
  static async create(): Promise<Place> {
    const name = `behaviour-${randomBytes(4).toString('hex')}`;
    (await cluster.namespaces.create({ metadata: { name } })).ok();
    const place = new Place(name);
    if (cluster.kind === 'real') {
      const accounts = place.#resource<ServiceAccount>(
        'api/v1',
        'serviceaccounts',
      );
      await eventually(async () => (await accounts.get('default')).ok());
    }
    return place;
  }

  private constructor(name: string) {
    this.name = name;
    this.pods = this.#resource<Pod>('api/v1', 'pods');
    this.claims = this.#resource<PersistentVolumeClaim>(
      'api/v1',
      'persistentvolumeclaims',
    );
    this.services = this.#resource<Service>('api/v1', 'services');
    this.events = this.#resource<Event>('api/v1', 'events');
    this.quotas = this.#resource<ResourceQuota>('api/v1', 'resourcequotas');
    this.deployments = this.#resource<Deployment>(
      'apis/apps/v1',
      'deployments',
    );
    this.replicaSets = this.#resource<ReplicaSet>(
      'apis/apps/v1',
      'replicasets',
    );
    this.statefulSets = this.#resource<StatefulSet>(
      'apis/apps/v1',
      'statefulsets',
    );
    this.revisions = this.#resource<ControllerRevision>(
      'apis/apps/v1',
      'controllerrevisions',
    );
    this.autoscalers = this.#resource<HorizontalPodAutoscaler>(
      'apis/autoscaling/v2',
      'horizontalpodautoscalers',
    );
  }

  /** Path of a collection in this namespace. */
  path(groupVersion: string, plural: string): string {
    return `/${groupVersion}/namespaces/${this.name}/${plural}`;
  }

  /** Remembers to delete something that lives outside the namespace. */
  afterwards(cleanUp: () => Promise<unknown>): void {
    this.#clusterWide.push(cleanUp);
  }

  /** A name for something outside the namespace that no other test uses. */
  unique(name: string): string {
    return `${this.name}-${name}`;
  }

  exec(options: ExecOptions): Promise<ExecResult> {
    return exec(client, this.name, options);
  }

  /** Runs a shell command in a pod and returns what it printed; throws when it fails. */
  async shell(
    pod: string,
    command: string,
    container?: string,
  ): Promise<string> {
    const { status, stdout, stderr } = await this.exec({
      pod,
      container,
      command: ['sh', '-c', command],
    });
    if (status.status !== 'Success') {
      throw new Error(
        `${command} in ${pod} failed: ${status.message} ${stderr}`,
      );
    }
    return stdout.toString('utf8').trim();
  }

  /** The only live pod with these labels, once there is exactly one and it is Ready. */
  readyPod(labels: Record<string, string>): Promise<Live<Pod>> {
    return eventually(async () => {
      const pods = (await this.pods.labelled(labels)).filter(
        pod => !pod.metadata.deletionTimestamp,
      );
      expect(pods.map(isReady)).toEqual([true]);
      return pods[0];
    });
  }

  /** Creates a pod with the label `app: <name>` and waits until it is ready. */
  async runningPod(
    spec: Partial<PodSpec> = {},
    name = 'web',
  ): Promise<Live<Pod>> {
    (await this.pods.create(objects.pod(name, spec, { app: name }))).ok();
    return this.readyPod({ app: name });
  }

  /** Events about one object, oldest first. */
  async eventsOf(object: {
    metadata: { uid: string };
  }): Promise<Array<Live<Event>>> {
    const list = await this.events.list({
      fieldSelector: `involvedObject.uid=${object.metadata.uid}`,
    });
    return list.ok().items;
  }

  /** Waits for an event with this reason about an object. */
  event(
    object: { metadata: { uid: string } },
    reason: string,
    message?: RegExp,
  ): Promise<Live<Event>> {
    return eventually(async () => {
      const events = await this.eventsOf(object);
      const event = events.find(
        each => each.reason === reason && (message?.test(each.message) ?? true),
      );
      if (!event) {
        throw new Error(
          `no ${reason} among ${JSON.stringify(events.map(each => [each.reason, each.message]))}`,
        );
      }
      return event;
    });
  }

  /** Throws the namespace and what was made outside it away, without waiting for the end of it. */
  async remove(): Promise<void> {
    await cluster.namespaces.delete(this.name);
    for (const cleanUp of this.#clusterWide.reverse()) {
      await cleanUp();
    }
  }

  #resource<Type extends { metadata?: object }>(
    groupVersion: string,
    plural: string,
  ): Resource<Type> {
    return Resource.create<Type>({
      client,
      path: this.path(groupVersion, plural),
    });
  }
}

/** Whether a pod has the condition Ready. */
export function isReady(pod: Live<Pod>): boolean {
  return (pod.status.conditions ?? []).some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
}

/** Gives every test of a file a {@link Place}; read it through the function that this returns. */
export function usePlace(): () => Place {
  let place: Place | undefined;
  beforeEach(async () => {
    place = await Place.create();
  });
  afterEach(async () => {
    await place?.remove();
    place = undefined;
  });
  return () => {
    if (!place) {
      throw new Error('there is a place only while a test runs');
    }
    return place;
  };
}
