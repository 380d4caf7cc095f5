import type { ControllerRevision, StatefulSet } from 'kubernetes-types/apps/v1';
import type { Stored } from '../../model/objects';
import {
  controllerRevisions,
  persistentVolumeClaims,
  pods,
  statefulSets,
} from '../../resources';
import { TestCluster } from '../testing/TestCluster';

type Spec = Partial<NonNullable<StatefulSet['spec']>>;

const TEMPLATE = {
  metadata: { name: 'data' },
  spec: {
    accessModes: ['ReadWriteOnce'],
    resources: { requests: { storage: '64Mi' } },
  },
};

describe('a StatefulSet', () => {
  let cluster: TestCluster;

  beforeEach(() => {
    cluster = TestCluster.start();
  });

  afterEach(() => cluster.stop());

  function create(spec: Spec = {}): void {
    cluster.registry.create<StatefulSet>(statefulSets, {
      metadata: { name: 'db', namespace: 'demo' },
      spec: {
        replicas: 3,
        serviceName: 'db',
        selector: { matchLabels: { app: 'db' } },
        template: {
          metadata: { labels: { app: 'db' } },
          spec: {
            containers: [
              {
                name: 'app',
                image: 'localhost/guestbook:1',
                volumeMounts: [{ name: 'data', mountPath: '/data' }],
              },
            ],
            volumes: [{ name: 'data', emptyDir: {} }],
          },
        },
        ...spec,
      },
    });
  }

  function change(edit: (draft: Stored<StatefulSet>) => void): void {
    cluster.registry.mutate(statefulSets, 'demo', 'db', edit);
  }

  function setImage(image: string): void {
    change(draft => {
      draft.spec!.template.spec!.containers[0].image = image;
    });
  }

  const current = () => cluster.registry.get(statefulSets, 'demo', 'db');
  const names = () => cluster.pods().map(({ metadata }) => metadata.name);
  const images = () =>
    cluster.pods().map(({ spec }) => spec?.containers[0].image?.split(':')[1]);
  const claims = () =>
    cluster.registry
      .list(persistentVolumeClaims, { namespace: 'demo' })
      .map(({ metadata }) => metadata.name);
  const revisions = (): Stored<ControllerRevision>[] =>
    cluster.registry.list(controllerRevisions, { namespace: 'demo' });

  async function ready(replicas: number): Promise<void> {
    await cluster.eventually(() => {
      expect(current().status).toMatchObject({
        observedGeneration: current().metadata.generation,
        replicas,
        readyReplicas: replicas,
      });
      expect(current().status?.currentRevision).toBe(
        current().status?.updateRevision,
      );
    });
  }

  /** Names of pods as they come into being and go. */
  function watchPods(): string[] {
    const seen: string[] = [];
    cluster.registry.watch(pods, ({ type, object }) => {
      if (type !== 'MODIFIED') {
        seen.push(`${type === 'ADDED' ? '+' : '-'}${object.metadata.name}`);
      }
    });
    return seen;
  }

  it('makes its pods one after the other, each when the former is ready', async () => {
    cluster.node.becomesReady = ({ metadata }) => metadata.name !== 'db-1';
    create();
    await cluster.eventually(() => expect(names()).toEqual(['db-0', 'db-1']));
    await cluster.settle();
    expect(names()).toEqual(['db-0', 'db-1']);
    cluster.node.becomesReady = () => true;
    cluster.node.lookAgain();
    await ready(3);
    expect(names()).toEqual(['db-0', 'db-1', 'db-2']);
  });

  it('makes all pods at once when it is parallel', async () => {
    cluster.node.becomesReady = () => false;
    create({ podManagementPolicy: 'Parallel' });
    await cluster.eventually(() =>
      expect(names()).toEqual(['db-0', 'db-1', 'db-2']),
    );
  });

  it('labels its pods and gives them a claim each', async () => {
    create({ replicas: 2, volumeClaimTemplates: [TEMPLATE] });
    await ready(2);
    const [{ metadata: revision }] = revisions();
    expect(revision.name).toMatch(/^db-[bcdfghjklmnpqrstvwxz2456789]+$/);
    expect(cluster.pods()[1]).toMatchObject({
      metadata: {
        labels: {
          app: 'db',
          'apps.kubernetes.io/pod-index': '1',
          'controller-revision-hash': revision.name,
          'statefulset.kubernetes.io/pod-name': 'db-1',
        },
      },
      spec: {
        hostname: 'db-1',
        subdomain: 'db',
        volumes: [
          { name: 'data', persistentVolumeClaim: { claimName: 'data-db-1' } },
        ],
      },
    });
    expect(claims()).toEqual(['data-db-0', 'data-db-1']);
    expect(cluster.claim('data-db-0').metadata.labels).toEqual({ app: 'db' });
    expect(cluster.claim('data-db-0').metadata.ownerReferences).toBeUndefined();
    expect(current().status).toMatchObject({
      availableReplicas: 2,
      currentReplicas: 2,
      updatedReplicas: 2,
      currentRevision: revision.name,
      updateRevision: revision.name,
      collisionCount: 0,
    });
    expect(cluster.eventsOf('db')).toEqual([
      'SuccessfulCreate: Create Claim data-db-0 Pod db-0 in StatefulSet db success',
      'SuccessfulCreate: Create Pod db-0 in StatefulSet db successful',
      'SuccessfulCreate: Create Claim data-db-1 Pod db-1 in StatefulSet db success',
      'SuccessfulCreate: Create Pod db-1 in StatefulSet db successful',
    ]);
  });

  it('updates from the highest number down to the partition', async () => {
    create({
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { partition: 1 },
      },
    });
    await ready(3);
    const seen = watchPods();
    setImage('localhost/guestbook:2');
    await cluster.eventually(() => expect(images()).toEqual(['1', '2', '2']));
    await cluster.settle();
    expect(seen).toEqual(['-db-2', '+db-2', '-db-1', '+db-1']);
    expect(current().status).toMatchObject({
      currentReplicas: 1,
      updatedReplicas: 2,
    });
    expect(current().status?.currentRevision).not.toBe(
      current().status?.updateRevision,
    );
    // Below the partition a pod comes back with the former template.
    cluster.registry.delete(pods, 'demo', 'db-0');
    await cluster.eventually(() => expect(seen).toContain('+db-0'));
    expect(images()).toEqual(['1', '2', '2']);
    change(draft => {
      draft.spec!.updateStrategy = { type: 'RollingUpdate' };
    });
    await cluster.eventually(() => expect(images()).toEqual(['2', '2', '2']));
    await ready(3);
  });

  it('does not go on with an update whose first pod does not become ready', async () => {
    create();
    await ready(3);
    cluster.node.becomesReady = pod =>
      pod.spec?.containers[0].image === 'localhost/guestbook:1';
    setImage('localhost/guestbook:2');
    await cluster.eventually(() => expect(images()).toEqual(['1', '1', '2']));
    await cluster.settle();
    expect(images()).toEqual(['1', '1', '2']);
  });

  it('leaves it to people to delete pods when it updates on deletion', async () => {
    create({ updateStrategy: { type: 'OnDelete' } });
    await cluster.eventually(() => expect(names()).toHaveLength(3));
    await cluster.settle();
    setImage('localhost/guestbook:2');
    await cluster.eventually(() => expect(revisions()).toHaveLength(2));
    await cluster.settle();
    expect(images()).toEqual(['1', '1', '1']);
    cluster.registry.delete(pods, 'demo', 'db-1');
    await cluster.eventually(() => expect(images()).toEqual(['1', '2', '1']));
  });

  it('finds the revision of a template that comes back', async () => {
    create({ replicas: 1 });
    await ready(1);
    const [first] = revisions();
    setImage('localhost/guestbook:2');
    await cluster.eventually(() => expect(images()).toEqual(['2']));
    await ready(1);
    setImage('localhost/guestbook:1');
    await cluster.eventually(() => expect(images()).toEqual(['1']));
    await ready(1);
    expect(revisions()).toHaveLength(2);
    expect(current().status?.currentRevision).toBe(first.metadata.name);
    expect(
      cluster.registry.get(controllerRevisions, 'demo', first.metadata.name)
        .revision,
    ).toBe(3);
  });

  it('scales down from the highest number and keeps the claims', async () => {
    create({ volumeClaimTemplates: [TEMPLATE] });
    await ready(3);
    const seen = watchPods();
    change(draft => {
      draft.spec!.replicas = 1;
    });
    await ready(1);
    expect(seen).toEqual(['-db-2', '-db-1']);
    expect(claims()).toEqual(['data-db-0', 'data-db-1', 'data-db-2']);
  });

  it('has claims go with scaled down pods, and with the set, where the policy says so', async () => {
    create({
      replicas: 2,
      volumeClaimTemplates: [TEMPLATE],
      persistentVolumeClaimRetentionPolicy: {
        whenScaled: 'Delete',
        whenDeleted: 'Delete',
      },
    });
    await ready(2);
    change(draft => {
      draft.spec!.replicas = 1;
    });
    await cluster.eventually(() => expect(claims()).toEqual(['data-db-0']));
    expect(cluster.claim('data-db-0').metadata.ownerReferences).toEqual([
      expect.objectContaining({ kind: 'StatefulSet', name: 'db' }),
    ]);
    cluster.registry.delete(statefulSets, 'demo', 'db', {
      propagationPolicy: 'Background',
    });
    await cluster.eventually(() => {
      expect(names()).toEqual([]);
      expect(claims()).toEqual([]);
    });
  });

  it('gets stuck on its lowest pod after it was made again with a claim template', async () => {
    create({ replicas: 2 });
    await ready(2);
    cluster.registry.delete(statefulSets, 'demo', 'db', {
      propagationPolicy: 'Orphan',
    });
    await cluster.eventually(() =>
      expect(cluster.registry.find(statefulSets, 'demo', 'db')).toBeUndefined(),
    );
    expect(names()).toEqual(['db-0', 'db-1']);
    create({ replicas: 2, volumeClaimTemplates: [TEMPLATE] });
    await cluster.eventually(() =>
      expect(cluster.eventsOf('db').join('\n')).toMatch(
        /FailedUpdate: Update Pod db-0 in StatefulSet db failed error: Pod "db-0" is invalid: spec: Forbidden: pod updates may not change fields other than/,
      ),
    );
    expect(revisions()).toHaveLength(1);
    cluster.registry.delete(pods, 'demo', 'db-1');
    await cluster.eventually(() => expect(names()).toEqual(['db-0']));
    await cluster.settle();
    expect(names()).toEqual(['db-0']);
    cluster.registry.delete(pods, 'demo', 'db-0');
    await ready(2);
    expect(cluster.pods().map(({ spec }) => spec?.volumes?.[0])).toEqual([
      { name: 'data', persistentVolumeClaim: { claimName: 'data-db-0' } },
      { name: 'data', persistentVolumeClaim: { claimName: 'data-db-1' } },
    ]);
  });
});
