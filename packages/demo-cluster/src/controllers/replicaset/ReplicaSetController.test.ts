import type { ReplicaSet } from 'kubernetes-types/apps/v1';
import type { Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import { pods, replicaSets } from '../../resources';
import { TestCluster } from '../testing/TestCluster';
import { inDeletionOrder } from './victims';

describe('a ReplicaSet', () => {
  let cluster: TestCluster;

  beforeEach(() => {
    cluster = TestCluster.start();
  });

  afterEach(() => cluster.stop());

  function create(replicas: number): Stored<ReplicaSet> {
    return cluster.registry.create<ReplicaSet>(replicaSets, {
      metadata: { name: 'web', namespace: 'demo' },
      spec: {
        replicas,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web', tier: 'front' } },
          spec: {
            containers: [{ name: 'app', image: 'localhost/guestbook:1' }],
          },
        },
      },
    });
  }

  const current = () => cluster.registry.get(replicaSets, 'demo', 'web');
  const names = () => cluster.pods().map(({ metadata }) => metadata.name);

  async function hasReady(replicas: number): Promise<void> {
    await cluster.eventually(() =>
      expect(current().status).toMatchObject({
        replicas,
        readyReplicas: replicas,
      }),
    );
  }

  it('adopts pods that match and counts them', async () => {
    cluster.registry.create<Pod>(pods, {
      metadata: { name: 'lone', namespace: 'demo', labels: { app: 'web' } },
      spec: { containers: [{ name: 'app', image: 'localhost/guestbook:1' }] },
    });
    const { metadata } = create(2);
    await hasReady(2);
    expect(names()).toEqual(['lone', expect.stringMatching(/^web-.{5}$/)]);
    expect(
      cluster.registry.get(pods, 'demo', 'lone').metadata.ownerReferences,
    ).toEqual([
      {
        apiVersion: 'apps/v1',
        kind: 'ReplicaSet',
        name: 'web',
        uid: metadata.uid,
        controller: true,
        blockOwnerDeletion: true,
      },
    ]);
    expect(current().status).toMatchObject({
      fullyLabeledReplicas: 1,
      availableReplicas: 2,
    });
  });

  it('lets go of a pod that matches no more, and makes another', async () => {
    create(1);
    await hasReady(1);
    const [name] = names();
    cluster.registry.mutate(pods, 'demo', name, draft => {
      draft.metadata.labels = { app: 'other' };
    });
    await cluster.eventually(() => expect(names()).toHaveLength(2));
    expect(
      cluster.registry.get(pods, 'demo', name).metadata.ownerReferences,
    ).toBeUndefined();
  });

  it('replaces pods that failed or are being deleted, which do not count', async () => {
    cluster.node.ends = () => false;
    create(1);
    await hasReady(1);
    const [name] = names();
    cluster.registry.delete(pods, 'demo', name);
    await cluster.eventually(() => {
      expect(names()).toHaveLength(2);
      expect(current().status).toMatchObject({
        replicas: 1,
        readyReplicas: 1,
        terminatingReplicas: 1,
      });
    });
  });

  it('gives up the pods that would be missed least', async () => {
    create(2);
    await hasReady(2);
    const ready = names();
    cluster.node.becomesReady = ({ metadata }) => ready.includes(metadata.name);
    cluster.registry.mutate(replicaSets, 'demo', 'web', draft => {
      draft.spec!.replicas = 3;
    });
    await cluster.eventually(() => expect(names()).toHaveLength(3));
    const waiting = names().find(name => !ready.includes(name))!;
    cluster.registry.mutate(replicaSets, 'demo', 'web', draft => {
      draft.spec!.replicas = 2;
    });
    await cluster.eventually(() => expect(names()).toEqual(ready));
    expect(cluster.eventsOf('web')).toContain(
      `SuccessfulDelete: Deleted pod: ${waiting}`,
    );
  });
});

describe('the order in which pods are given up', () => {
  const at = (seconds: number) => new Date(seconds * 1000).toISOString();

  function pod(
    name: string,
    options: {
      node?: string;
      phase?: string;
      readySince?: number;
      created?: number;
      restarts?: number;
      cost?: string;
    },
  ): Stored<Pod> {
    const { node = 'n1', phase = 'Running', created = 0, cost } = options;
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        uid: name,
        resourceVersion: '1',
        creationTimestamp: at(created),
        annotations: cost
          ? { 'controller.kubernetes.io/pod-deletion-cost': cost }
          : {},
      },
      spec: { containers: [], nodeName: node || undefined },
      status: {
        phase,
        conditions:
          options.readySince === undefined
            ? []
            : [
                {
                  type: 'Ready',
                  status: 'True',
                  lastTransitionTime: at(options.readySince),
                },
              ],
        containerStatuses: [
          {
            name: 'app',
            image: '',
            imageID: '',
            ready: true,
            restartCount: options.restarts ?? 0,
          },
        ],
      },
    };
  }

  it.each<[string, Parameters<typeof pod>[1], Parameters<typeof pod>[1]]>([
    ['without a node', { node: '' }, { phase: 'Pending' }],
    ['pending', { phase: 'Pending' }, { phase: 'Running' }],
    ['not ready', {}, { readySince: 1 }],
    [
      'cheaper',
      { readySince: 1, cost: '-5' },
      { readySince: 9, created: 9, cost: '5' },
    ],
    ['ready for a shorter time', { readySince: 9 }, { readySince: 1 }],
    ['restarted more often', { restarts: 3 }, { restarts: 1 }],
    ['younger', { created: 9 }, { created: 1 }],
  ])('begins with what is %s', (_, first, second) => {
    const one = pod('one', first);
    const other = pod('other', second);
    expect(inDeletionOrder([other, one], [])[0]).toBe(one);
    expect(inDeletionOrder([one, other], [])[0]).toBe(one);
  });

  it('begins where most pods of the same owner are', () => {
    const crowded = pod('crowded', { readySince: 1 });
    const lone = pod('lone', { node: 'n2', readySince: 9 });
    const related = [crowded, lone, pod('sibling', { readySince: 1 })];
    expect(inDeletionOrder([lone, crowded], related)[0]).toBe(crowded);
  });
});
