import type { Deployment, ReplicaSet } from 'kubernetes-types/apps/v1';
import type { ResourceQuota } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import {
  deployments,
  pods,
  replicaSets,
  resourceQuotas,
} from '../../resources';
import { TestCluster, withClaim } from '../testing/TestCluster';

type Spec = Partial<NonNullable<Deployment['spec']>>;

describe('a Deployment', () => {
  let cluster: TestCluster;

  beforeEach(() => {
    cluster = TestCluster.start();
  });

  afterEach(() => cluster.stop());

  function create(spec: Spec = {}): void {
    cluster.registry.create<Deployment>(deployments, {
      metadata: { name: 'web', namespace: 'demo', labels: { app: 'web' } },
      spec: {
        replicas: 1,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [{ name: 'app', image: 'localhost/guestbook:1' }],
          },
        },
        ...spec,
      },
    });
  }

  function change(edit: (draft: Stored<Deployment>) => void): void {
    cluster.registry.mutate(deployments, 'demo', 'web', edit);
  }

  function setImage(image: string): void {
    change(draft => {
      draft.spec!.template.spec!.containers[0].image = image;
    });
  }

  const current = () => cluster.registry.get(deployments, 'demo', 'web');
  const sets = (): Stored<ReplicaSet>[] =>
    cluster.registry.list(replicaSets, { namespace: 'demo' });
  const images = () =>
    cluster
      .pods()
      .map(({ spec }) => spec?.containers[0].image)
      .sort();
  const progressing = () =>
    current().status?.conditions?.find(({ type }) => type === 'Progressing');

  async function rolledOut(): Promise<void> {
    await cluster.eventually(() => {
      expect(progressing()?.reason).toBe('NewReplicaSetAvailable');
      expect(current().status?.observedGeneration).toBe(
        current().metadata.generation,
      );
      expect(current().status?.updatedReplicas).toBe(current().spec?.replicas);
      expect(current().status?.replicas).toBe(current().spec?.replicas);
    });
  }

  it('makes a ReplicaSet that is named and labelled by the hash of its template', async () => {
    create({ replicas: 2 });
    await rolledOut();
    const [replicaSet] = sets();
    const hash = replicaSet.metadata.labels?.['pod-template-hash'];
    expect(hash).toMatch(/^[bcdfghjklmnpqrstvwxz2456789]+$/);
    expect(replicaSet.metadata.name).toBe(`web-${hash}`);
    expect(replicaSet.spec?.selector.matchLabels).toEqual({
      app: 'web',
      'pod-template-hash': hash,
    });
    expect(replicaSet.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '1',
      'deployment.kubernetes.io/desired-replicas': '2',
      'deployment.kubernetes.io/max-replicas': '3',
    });
    expect(cluster.pods()).toHaveLength(2);
    for (const pod of cluster.pods()) {
      expect(pod.metadata.name).toMatch(
        new RegExp(`^web-${hash}-[bcdfghjklmnpqrstvwxz2456789]{5}$`),
      );
      expect(pod.metadata.labels).toEqual({
        app: 'web',
        'pod-template-hash': hash,
      });
    }
    expect(cluster.eventsOf('web')).toEqual([
      `ScalingReplicaSet: Scaled up replica set web-${hash} from 0 to 2`,
    ]);
  });

  it('says how it is', async () => {
    create({ replicas: 2 });
    await rolledOut();
    expect(current().status).toMatchObject({
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
      terminatingReplicas: 0,
      observedGeneration: 1,
    });
    expect(current().status?.unavailableReplicas).toBeUndefined();
    expect(current().status?.conditions).toEqual([
      expect.objectContaining({
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }),
      expect.objectContaining({
        type: 'Progressing',
        status: 'True',
        message: `ReplicaSet "${sets()[0].metadata.name}" has successfully progressed.`,
      }),
    ]);
    expect(current().metadata.annotations).toEqual({
      'deployment.kubernetes.io/revision': '1',
    });
  });

  it('keeps to surge and unavailability during a rolling update', async () => {
    create({
      replicas: 4,
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: '25%', maxUnavailable: 1 },
      },
    });
    await rolledOut();
    let most = 0;
    let fewestReady = 4;
    const end = cluster.registry.watch(pods, () => {
      const alive = cluster
        .pods()
        .filter(({ metadata }) => !metadata.deletionTimestamp);
      const ready = alive.filter(({ status }) =>
        status?.conditions?.some(
          ({ type, status: value }) => type === 'Ready' && value === 'True',
        ),
      );
      most = Math.max(most, alive.length);
      fewestReady = Math.min(fewestReady, ready.length);
    });
    setImage('localhost/guestbook:2');
    await rolledOut();
    end();
    expect(images()).toEqual(Array(4).fill('localhost/guestbook:2'));
    expect(most).toBe(5);
    expect(fewestReady).toBeGreaterThanOrEqual(3);
  });

  it('keeps an old pod until the new one is ready when there is one replica', async () => {
    create();
    await rolledOut();
    cluster.node.becomesReady = pod =>
      pod.spec?.containers[0].image === 'localhost/guestbook:1';
    setImage('localhost/guestbook:2');
    await cluster.eventually(() => expect(cluster.pods()).toHaveLength(2));
    await cluster.settle();
    expect(images()).toEqual([
      'localhost/guestbook:1',
      'localhost/guestbook:2',
    ]);
    expect(current().status).toMatchObject({
      replicas: 2,
      updatedReplicas: 1,
      unavailableReplicas: 1,
    });
    expect(progressing()).toMatchObject({ reason: 'ReplicaSetUpdated' });
  });

  it('reports a rollout that makes no progress, and goes on when it does', async () => {
    cluster.node.becomesReady = () => false;
    create({ progressDeadlineSeconds: 600 });
    await cluster.eventually(() => expect(cluster.pods()).toHaveLength(1));
    await cluster.settle();
    cluster.advance(601_000);
    change(draft => {
      draft.metadata.labels = { touched: 'yes' };
    });
    await cluster.eventually(() =>
      expect(progressing()).toMatchObject({
        status: 'False',
        reason: 'ProgressDeadlineExceeded',
        message: `ReplicaSet "${sets()[0].metadata.name}" has timed out progressing.`,
      }),
    );
    cluster.node.becomesReady = () => true;
    cluster.node.lookAgain();
    await rolledOut();
  });

  it('looks at its deadline by itself', async () => {
    cluster.node.becomesReady = () => false;
    create({ progressDeadlineSeconds: 1 });
    await cluster.eventually(() =>
      expect(progressing()?.reason).toBe('ProgressDeadlineExceeded'),
    );
  });

  it('ends all old pods before it makes new ones when it recreates', async () => {
    create({ replicas: 2, strategy: { type: 'Recreate' } });
    await rolledOut();
    cluster.node.ends = () => false;
    setImage('localhost/guestbook:2');
    await cluster.eventually(() =>
      expect(
        cluster.pods().every(({ metadata }) => metadata.deletionTimestamp),
      ).toBe(true),
    );
    await cluster.settle();
    expect(images()).toEqual([
      'localhost/guestbook:1',
      'localhost/guestbook:1',
    ]);
    cluster.node.ends = () => true;
    cluster.node.lookAgain();
    await rolledOut();
    expect(images()).toEqual([
      'localhost/guestbook:2',
      'localhost/guestbook:2',
    ]);
  });

  it('never gets a rolling update over a volume for one node done, until it recreates', async () => {
    cluster.createClaim('data');
    create({
      template: {
        metadata: { labels: { app: 'web' } },
        spec: withClaim('data'),
      },
    });
    await rolledOut();
    setImage('localhost/guestbook:2');
    await cluster.eventually(() => expect(cluster.pods()).toHaveLength(2));
    await cluster.settle();
    const [one, other] = cluster.pods();
    expect(one.spec?.nodeName).not.toBe(other.spec?.nodeName);
    const stuck = cluster
      .pods()
      .find(pod => pod.spec?.containers[0].image === 'localhost/guestbook:2')!;
    const holder = cluster.pods().find(pod => pod !== stuck)!;
    const volume = cluster.claim('data').spec?.volumeName;
    await cluster.eventually(() =>
      expect(cluster.eventsOf(stuck.metadata.name)).toContain(
        `FailedAttachVolume: Multi-Attach error for volume "${volume}" Volume is already used by pod(s) ${holder.metadata.name}`,
      ),
    );
    expect(stuck.status?.phase).toBe('Pending');
    expect(progressing()?.reason).toBe('ReplicaSetUpdated');
    change(draft => {
      draft.spec!.strategy = { type: 'Recreate' };
    });
    await rolledOut();
    expect(images()).toEqual(['localhost/guestbook:2']);
  });

  it('does nothing about a new template while it is paused', async () => {
    create();
    await rolledOut();
    change(draft => {
      draft.spec!.paused = true;
    });
    setImage('localhost/guestbook:2');
    await cluster.eventually(() =>
      expect(progressing()).toMatchObject({
        status: 'Unknown',
        reason: 'DeploymentPaused',
      }),
    );
    await cluster.settle();
    expect(sets()).toHaveLength(1);
    change(draft => {
      draft.spec!.replicas = 3;
    });
    await cluster.eventually(() => expect(cluster.pods()).toHaveLength(3));
    change(draft => {
      draft.spec!.paused = false;
    });
    await rolledOut();
    expect(images()).toEqual(Array(3).fill('localhost/guestbook:2'));
  });

  it('uses the ReplicaSet of a former template again', async () => {
    create();
    await rolledOut();
    const [first] = sets();
    setImage('localhost/guestbook:2');
    await cluster.eventually(() => expect(sets()).toHaveLength(2));
    await rolledOut();
    setImage('localhost/guestbook:1');
    await cluster.eventually(() =>
      expect(current().metadata.annotations).toMatchObject({
        'deployment.kubernetes.io/revision': '3',
      }),
    );
    await rolledOut();
    await cluster.eventually(() => {
      expect(sets()).toHaveLength(2);
      expect(
        cluster.registry.get(replicaSets, 'demo', first.metadata.name),
      ).toMatchObject({
        metadata: {
          annotations: {
            'deployment.kubernetes.io/revision': '3',
            'deployment.kubernetes.io/revision-history': '1',
          },
        },
        spec: { replicas: 1 },
      });
    });
  });

  it('keeps no more old ReplicaSets than its history allows', async () => {
    create({ revisionHistoryLimit: 1 });
    await rolledOut();
    for (const tag of ['2', '3', '4']) {
      setImage(`localhost/guestbook:${tag}`);
      await cluster.eventually(() =>
        expect(images()).toEqual([`localhost/guestbook:${tag}`]),
      );
      await rolledOut();
    }
    await cluster.eventually(() =>
      expect(
        sets()
          .map(({ metadata }) => metadata.annotations)
          .map(
            annotations => annotations?.['deployment.kubernetes.io/revision'],
          )
          .sort(),
      ).toEqual(['3', '4']),
    );
  });

  it('divides a change of size among two versions in proportion', async () => {
    create({
      replicas: 10,
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: 3, maxUnavailable: 2 },
      },
    });
    await rolledOut();
    cluster.node.becomesReady = pod =>
      pod.spec?.containers[0].image === 'localhost/guestbook:1';
    setImage('localhost/guestbook:2');
    await cluster.eventually(() =>
      expect(
        sets()
          .map(({ spec }) => spec?.replicas)
          .sort(),
      ).toEqual([5, 8]),
    );
    change(draft => {
      draft.spec!.replicas = 15;
    });
    await cluster.eventually(() =>
      expect(
        sets()
          .map(({ spec }) => spec?.replicas)
          .sort(),
      ).toEqual([11, 7]),
    );
  });

  it('tells why its pods are refused', async () => {
    cluster.registry.create<ResourceQuota>(resourceQuotas, {
      metadata: { name: 'few', namespace: 'demo' },
      spec: { hard: { pods: '1' } },
    });
    create({ replicas: 2 });
    await cluster.eventually(() =>
      expect(current().status?.conditions).toContainEqual(
        expect.objectContaining({
          type: 'ReplicaFailure',
          status: 'True',
          reason: 'FailedCreate',
          message: expect.stringContaining(
            'exceeded quota: few, requested: pods=1, used: pods=1, limited: pods=1',
          ),
        }),
      ),
    );
    cluster.registry.delete(resourceQuotas, 'demo', 'few');
    await rolledOut();
    expect(
      current().status?.conditions?.some(
        ({ type }) => type === 'ReplicaFailure',
      ),
    ).toBe(false);
  });

  it('adopts a ReplicaSet that matches, with its pods', async () => {
    create();
    await rolledOut();
    const [before] = sets();
    cluster.registry.delete(deployments, 'demo', 'web', {
      propagationPolicy: 'Orphan',
    });
    await cluster.eventually(() => {
      expect(cluster.registry.find(deployments, 'demo', 'web')).toBeUndefined();
      expect(sets()[0].metadata.ownerReferences).toBeUndefined();
    });
    create();
    await rolledOut();
    expect(sets().map(({ metadata }) => metadata.uid)).toEqual([
      before.metadata.uid,
    ]);
    expect(sets()[0].metadata.ownerReferences).toEqual([
      expect.objectContaining({
        uid: current().metadata.uid,
        controller: true,
      }),
    ]);
  });
});
