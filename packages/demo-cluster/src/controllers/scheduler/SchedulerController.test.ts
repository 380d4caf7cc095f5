import type { Pod } from 'kubernetes-types/core/v1';
import type { Stored } from '../../model/objects';
import {
  events,
  nodes,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  storageClasses,
} from '../../resources';
import { TestCluster, withClaim } from '../testing/TestCluster';

type PodSpec = NonNullable<Pod['spec']>;

describe('the scheduler', () => {
  let cluster: TestCluster;

  beforeEach(() => {
    cluster = TestCluster.start();
  });

  afterEach(() => cluster.stop());

  const pod = (name: string): Stored<Pod> =>
    cluster.registry.get(pods, 'demo', name);
  const nodeOf = (name: string) => pod(name).spec?.nodeName;
  const scheduled = (name: string) =>
    pod(name).status?.conditions?.find(({ type }) => type === 'PodScheduled');

  /** The node of a pod, once it has one. */
  function placed(name: string): Promise<string | undefined> {
    return cluster.eventually(() => {
      expect(scheduled(name)).toMatchObject({ status: 'True' });
      return nodeOf(name);
    });
  }

  /** What a pod that stays without a node has been told. */
  async function refusals(name: string): Promise<string[]> {
    await cluster.eventually(() =>
      expect(scheduled(name)).toMatchObject({
        status: 'False',
        reason: 'Unschedulable',
      }),
    );
    await cluster.settle();
    expect(nodeOf(name)).toBeUndefined();
    return cluster
      .eventsOf(name)
      .map(event => event.replace('FailedScheduling: ', ''));
  }

  function required(
    key: string,
    operator: string,
    values?: string[],
    kind: 'matchExpressions' | 'matchFields' = 'matchExpressions',
  ): Partial<PodSpec> {
    return {
      affinity: {
        nodeAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: {
            nodeSelectorTerms: [{ [kind]: [{ key, operator, values }] }],
          },
        },
      },
    };
  }

  function label(node: string, labels: Record<string, string>): void {
    cluster.registry.mutate(nodes, undefined, node, draft => {
      draft.metadata.labels = { ...draft.metadata.labels, ...labels };
    });
  }

  it('spreads pods over the nodes', async () => {
    for (const name of ['a', 'b', 'c', 'd']) {
      cluster.createPod(name);
    }
    for (const name of ['a', 'b', 'c', 'd']) {
      expect(await placed(name)).toBeDefined();
    }
    expect(['a', 'b', 'c', 'd'].map(nodeOf)).toEqual(['n1', 'n2', 'n1', 'n2']);
    expect(cluster.eventsOf('a')).toContain(
      'Scheduled: Successfully assigned demo/a to n1',
    );
    const event = cluster.registry
      .list(events)
      .find(({ reason }) => reason === 'Scheduled');
    expect(event).toMatchObject({
      action: 'Binding',
      eventTime: expect.stringMatching(/\.\d{6}Z$/),
      reportingComponent: 'default-scheduler',
      source: {},
    });
    expect(event?.count).toBeUndefined();
  });

  it.each([
    ['In', ['fast'], 'n1'],
    ['NotIn', ['fast'], 'n2'],
    ['Exists', undefined, 'n1'],
    ['DoesNotExist', undefined, 'n2'],
  ])(
    'keeps to required node affinity with %s',
    async (operator, values, node) => {
      label('n1', { disk: 'fast' });
      cluster.createPod(
        'filler',
        required('metadata.name', 'In', [node], 'matchFields'),
      );
      expect(await placed('filler')).toBe(node);
      cluster.createPod('app', required('disk', operator, values));
      expect(await placed('app')).toBe(node);
    },
  );

  it.each([
    ['Gt', 'n2'],
    ['Lt', 'n1'],
  ])('compares numbers in node affinity with %s', async (operator, node) => {
    label('n1', { size: '9' });
    label('n2', { size: '11' });
    cluster.createPod('app', required('size', operator, ['10']));
    expect(await placed('app')).toBe(node);
  });

  it('says why no node will do, and places the pod once one does', async () => {
    cluster.createPod('app', { nodeSelector: { disk: 'fast' } });
    expect(await refusals('app')).toContain(
      "0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.",
    );
    label('n2', { disk: 'fast' });
    expect(await placed('app')).toBe('n2');
    expect(
      pod('app').status?.conditions?.filter(
        ({ type }) => type === 'PodScheduled',
      ),
    ).toEqual([
      {
        type: 'PodScheduled',
        status: 'True',
        lastTransitionTime: expect.any(String),
      },
    ]);
  });

  it('keeps pods off tainted and cordoned nodes, unless they tolerate it', async () => {
    cluster.registry.mutate(nodes, undefined, 'n1', draft => {
      draft.spec = { unschedulable: true };
    });
    cluster.registry.mutate(nodes, undefined, 'n2', draft => {
      draft.spec = {
        taints: [{ key: 'for', value: 'gpu', effect: 'NoSchedule' }],
      };
    });
    cluster.createPod('app');
    expect(await refusals('app')).toContain(
      '0/2 nodes are available: 1 node(s) had untolerated taint(s), 1 node(s) were unschedulable. no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
    );
    cluster.createPod('gpu', {
      tolerations: [{ key: 'for', operator: 'Equal', value: 'gpu' }],
    });
    expect(await placed('gpu')).toBe('n2');
    cluster.createPod('other', {
      tolerations: [{ key: 'for', operator: 'Equal', value: 'cpu' }],
    });
    await cluster.settle();
    expect(nodeOf('other')).toBeUndefined();
  });

  it('does not promise more than a node has', async () => {
    const half = (name: string) =>
      cluster.createPod(name, {
        containers: [
          {
            name: 'app',
            image: 'localhost/guestbook:1',
            resources: { requests: { cpu: '2500m' } },
          },
        ],
      });
    half('a');
    half('b');
    half('c');
    expect(await placed('a')).toBe('n1');
    expect(await placed('b')).toBe('n2');
    expect(await refusals('c')).toContain(
      '0/2 nodes are available: 2 Insufficient cpu. no new claims to deallocate, preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
    );
    cluster.registry.delete(pods, 'demo', 'a');
    expect(await placed('c')).toBe('n1');
  });

  it('counts what an init container needs if it is more than the rest', async () => {
    cluster.createPod('app', {
      initContainers: [
        {
          name: 'seed',
          image: 'localhost/busybox:1',
          resources: { requests: { memory: '9Gi' } },
        },
      ],
    });
    await cluster.eventually(() =>
      expect(scheduled('app')?.message).toMatch(/2 Insufficient memory/),
    );
  });

  it.each<[string, Partial<PodSpec>, string]>([
    [
      'pod affinity',
      {
        affinity: {
          podAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { topologyKey: 'kubernetes.io/hostname', labelSelector: {} },
            ],
          },
        },
      },
      'spec.affinity.podAffinity.requiredDuringSchedulingIgnoredDuringExecution',
    ],
    [
      'pod anti-affinity',
      {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              { topologyKey: 'kubernetes.io/hostname', labelSelector: {} },
            ],
          },
        },
      },
      'spec.affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution',
    ],
    [
      'topology spread',
      {
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'kubernetes.io/hostname',
            whenUnsatisfiable: 'DoNotSchedule',
          },
        ],
      },
      'spec.topologySpreadConstraints with DoNotSchedule',
    ],
    [
      'another scheduler',
      { schedulerName: 'mine' },
      'spec.schedulerName "mine"',
    ],
    [
      'host ports',
      {
        containers: [
          {
            name: 'app',
            image: 'localhost/guestbook:1',
            ports: [{ containerPort: 80, hostPort: 80 }],
          },
        ],
      },
      'spec.containers.ports.hostPort',
    ],
  ])(
    'does not place a pod with %s, which it does not know',
    async (_, spec, name) => {
      cluster.createPod('app', spec);
      expect(await refusals('app')).toContain(
        `0/2 nodes are available: the demo cluster's scheduler does not know ${name}.`,
      );
    },
  );

  it('places a pod whose wishes are only preferences', async () => {
    cluster.createPod('app', {
      affinity: {
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              weight: 1,
              podAffinityTerm: { topologyKey: 'kubernetes.io/hostname' },
            },
          ],
        },
      },
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: 'kubernetes.io/hostname',
          whenUnsatisfiable: 'ScheduleAnyway',
        },
      ],
    });
    expect(await placed('app')).toBeDefined();
  });

  it('waits until the gates of a pod are taken away', async () => {
    cluster.createPod('app', { schedulingGates: [{ name: 'demo/gate' }] });
    await cluster.eventually(() =>
      expect(scheduled('app')).toMatchObject({
        status: 'False',
        reason: 'SchedulingGated',
      }),
    );
  });

  it('waits for claims that are missing, unbound or being deleted', async () => {
    cluster.createPod('app', withClaim('data'));
    expect(await refusals('app')).toContain(
      '0/2 nodes are available: persistentvolumeclaim "data" not found. not found',
    );
    cluster.createClaim('data', { storageClassName: 'broken' });
    expect(await refusals('app')).toContain(
      '0/2 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
    );
    cluster.registry.mutate(persistentVolumeClaims, 'demo', 'data', draft => {
      draft.metadata.finalizers = ['demo/keep'];
    });
    cluster.registry.delete(persistentVolumeClaims, 'demo', 'data');
    expect(await refusals('app')).toContain(
      '0/2 nodes are available: persistentvolumeclaim "data" is being deleted. not found',
    );
  });

  it('tells the claim which pod it waits for', async () => {
    cluster.createClaim('data');
    cluster.createPod('app', {
      ...withClaim('data'),
      nodeSelector: { a: 'b' },
    });
    await cluster.eventually(() =>
      expect(cluster.eventsOf('data')).toContain(
        'WaitForPodScheduled: waiting for pod app to be scheduled',
      ),
    );
  });

  it('goes where a volume can be reached', async () => {
    cluster.registry.create(persistentVolumes, {
      metadata: { name: 'local' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: '1Gi' },
        storageClassName: 'standard',
        hostPath: { path: '/data' },
        nodeAffinity: {
          required: {
            nodeSelectorTerms: [
              {
                matchExpressions: [
                  {
                    key: 'kubernetes.io/hostname',
                    operator: 'In',
                    values: ['n2'],
                  },
                ],
              },
            ],
          },
        },
      },
    });
    cluster.createClaim('data', { volumeName: 'local' });
    cluster.createPod('app', withClaim('data'));
    expect(await placed('app')).toBe('n2');
    cluster.createPod('far', {
      ...withClaim('data'),
      nodeSelector: { 'kubernetes.io/hostname': 'n1' },
    });
    await cluster.eventually(() =>
      expect(scheduled('far')?.message).toMatch(
        /1 node\(s\) didn't match PersistentVolume's node affinity/,
      ),
    );
  });

  it('gives a waiting claim an existing volume before it has one made', async () => {
    cluster.registry.create(persistentVolumes, {
      metadata: { name: 'spare' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        capacity: { storage: '1Gi' },
        storageClassName: 'standard',
        hostPath: { path: '/data' },
      },
    });
    cluster.createClaim('data');
    await cluster.settle();
    expect(cluster.claim('data').status?.phase).toBe('Pending');
    cluster.createPod('app', withClaim('data'));
    expect(await placed('app')).toBeDefined();
    expect(cluster.claim('data').spec?.volumeName).toBe('spare');
  });

  it('keeps to the topologies for which a class makes volumes', async () => {
    cluster.registry.create(storageClasses, {
      metadata: { name: 'second' },
      provisioner: 'loop.csi.test',
      volumeBindingMode: 'WaitForFirstConsumer',
      allowedTopologies: [
        {
          matchLabelExpressions: [
            { key: 'kubernetes.io/hostname', values: ['n2'] },
          ],
        },
      ],
    });
    cluster.createClaim('data', { storageClassName: 'second' });
    cluster.createPod('app', withClaim('data'));
    expect(await placed('app')).toBe('n2');
  });

  it('lets only one pod have a claim that is for one pod', async () => {
    cluster.createClaim('data', {
      storageClassName: 'immediate',
      accessModes: ['ReadWriteOncePod'],
    });
    cluster.createPod('first', withClaim('data'));
    expect(await placed('first')).toBeDefined();
    cluster.createPod('second', withClaim('data'));
    expect(await refusals('second')).toContain(
      '0/2 nodes are available: 2 node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod. no new claims to deallocate, preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.',
    );
    cluster.registry.delete(pods, 'demo', 'first');
    expect(await placed('second')).toBeDefined();
  });
});
