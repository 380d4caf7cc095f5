import { project, type WatchedResource } from '../projections';
import { createView } from '../testing/createView';
import type { EntitySelector, LabelRequirement } from '../view';
import { ClusterStore } from './ClusterStore';

function metadata(name: string, options: object = {}) {
  return { namespace: 'shop', name, uid: name, ...options };
}

function controlledBy(kind: string, uid: string) {
  return {
    ownerReferences: [
      { apiVersion: 'v1', kind, name: uid, uid, controller: true },
    ],
  };
}

function deployment(name: string, options: object = {}, claims: string[] = []) {
  return {
    kind: 'Deployment',
    metadata: metadata(name, options),
    spec: {
      template: {
        spec: {
          volumes: claims.map(claimName => ({
            name: `volume-${claimName}`,
            persistentVolumeClaim: { claimName },
          })),
        },
      },
    },
  };
}

function statefulSet(name: string, template: string, claimName?: string) {
  return {
    kind: 'StatefulSet',
    metadata: metadata(name),
    spec: {
      volumeClaimTemplates: [{ metadata: { name: template } }],
      template: {
        spec: {
          volumes: claimName
            ? [{ name: template, persistentVolumeClaim: { claimName } }]
            : [],
        },
      },
    },
  };
}

function pod(name: string, options: object = {}, volumes: object[] = []) {
  return {
    kind: 'Pod',
    metadata: metadata(name, options),
    spec: { volumes },
  };
}

function claim(name: string, options: object = {}, status: object = {}) {
  return {
    kind: 'PersistentVolumeClaim',
    metadata: metadata(name, options),
    status,
  };
}

function names(objects: { name: string }[]): string[] {
  return objects.map(({ name }) => name);
}

function equals(key: string, ...values: string[]): LabelRequirement {
  return { key, operator: 'In', values };
}

describe('workloads', () => {
  const view = createView({
    cluster: 'here',
    objects: [
      deployment('b', { labels: { app: 'shop', tier: 'web' } }),
      deployment('a', { labels: { app: 'shop' } }),
      deployment('z', { namespace: 'other', labels: { app: 'shop' } }),
      deployment('stranger', { labels: { app: 'bank' } }),
      {
        kind: 'CronJob',
        metadata: metadata('nightly', { labels: { app: 'shop' } }),
      },
      {
        kind: 'Job',
        metadata: metadata('nightly-1', {
          labels: { app: 'shop' },
          ...controlledBy('CronJob', 'nightly'),
        }),
      },
      {
        kind: 'Job',
        metadata: metadata('once', { labels: { app: 'shop' } }),
      },
    ],
  });

  it.each<[string, EntitySelector, string[]]>([
    [
      'one label, in order of namespace, kind and name, without Jobs of CronJobs',
      { labels: [equals('app', 'shop')] },
      ['z', 'nightly', 'a', 'b', 'once'],
    ],
    [
      'one namespace',
      { labels: [equals('app', 'shop')], namespace: 'other' },
      ['z'],
    ],
    [
      'this cluster',
      { labels: [equals('app', 'bank')], cluster: 'here' },
      ['stranger'],
    ],
    [
      'another cluster',
      { labels: [equals('app', 'bank')], cluster: 'there' },
      [],
    ],
    [
      'several values',
      { labels: [equals('app', 'bank', 'bakery', 'bank')] },
      ['stranger'],
    ],
    [
      'several labels',
      { labels: [equals('app', 'shop'), equals('tier', 'web')] },
      ['b'],
    ],
    [
      'labels that contradict each other',
      { labels: [equals('app', 'shop'), equals('app', 'bank')] },
      [],
    ],
    [
      'a label that is there',
      { labels: [{ key: 'tier', operator: 'Exists', values: [] }] },
      ['b'],
    ],
    [
      'a label that is not there, in a namespace',
      {
        labels: [{ key: 'tier', operator: 'DoesNotExist', values: [] }],
        namespace: 'shop',
      },
      ['nightly', 'a', 'stranger', 'once'],
    ],
    [
      'other values, or no such label',
      { labels: [{ key: 'tier', operator: 'NotIn', values: ['web'] }] },
      ['z', 'nightly', 'a', 'stranger', 'once'],
    ],
    [
      'a label that only JavaScript knows',
      { labels: [{ key: 'constructor', operator: 'Exists', values: [] }] },
      [],
    ],
  ])('of %s', (_, selector, expected) => {
    expect(names(view.workloads(selector))).toEqual(expected);
  });

  it('are found by their names', () => {
    expect(view.workload('shop', 'Deployment', 'a')?.uid).toBe('a');
    expect(view.workload('shop', 'StatefulSet', 'a')).toBeUndefined();
    expect(view.workload('other', 'Deployment', 'a')).toBeUndefined();
  });
});

describe('autoscalers', () => {
  const autoscaler = (name: string, target: string, maxReplicas: number) => ({
    kind: 'HorizontalPodAutoscaler',
    metadata: metadata(name),
    spec: {
      scaleTargetRef: { kind: 'Deployment', name: target },
      maxReplicas,
    },
  });

  it('are found by what they scale; of several, the one that goes furthest', () => {
    const view = createView({
      objects: [
        deployment('web'),
        deployment('worker'),
        autoscaler('little', 'web', 2),
        autoscaler('much', 'web', 5),
        autoscaler('other', 'gone', 9),
      ],
    });
    const find = (name: string) =>
      view.autoscalerOf(view.workload('shop', 'Deployment', name)!)?.name;

    expect(find('web')).toBe('much');
    expect(find('worker')).toBeUndefined();
  });
});

describe('pods of a workload', () => {
  it('are found through ReplicaSets and Jobs, or at once', () => {
    const view = createView({
      objects: [
        deployment('web'),
        {
          kind: 'ReplicaSet',
          metadata: metadata('web-1', controlledBy('Deployment', 'web')),
        },
        {
          kind: 'ReplicaSet',
          metadata: metadata('web-2', controlledBy('Deployment', 'web')),
        },
        pod('web-2-x', controlledBy('ReplicaSet', 'web-2')),
        pod('web-1-x', controlledBy('ReplicaSet', 'web-1')),
        pod('stranger', controlledBy('ReplicaSet', 'unknown')),
        pod('orphan'),
        { kind: 'CronJob', metadata: metadata('nightly') },
        {
          kind: 'Job',
          metadata: metadata('nightly-1', controlledBy('CronJob', 'nightly')),
        },
        pod('nightly-1-x', controlledBy('Job', 'nightly-1')),
        statefulSet('db', 'data'),
        pod('db-0', controlledBy('StatefulSet', 'db')),
      ],
    });
    const podsOf = (
      kind: 'Deployment' | 'CronJob' | 'StatefulSet',
      name: string,
    ) => {
      const workload = view.workload('shop', kind, name);
      return workload && names(view.podsOf(workload));
    };

    expect(podsOf('Deployment', 'web')).toEqual(['web-1-x', 'web-2-x']);
    expect(podsOf('CronJob', 'nightly')).toEqual(['nightly-1-x']);
    expect(podsOf('StatefulSet', 'db')).toEqual(['db-0']);
  });
});

describe('claims', () => {
  const ENTITY = 'component:default/shop';

  it("are an entity's by labels or by annotation, each once", () => {
    const view = createView({
      cluster: 'here',
      objects: [
        claim('labelled', { labels: { app: 'shop' } }),
        claim('both', {
          labels: { app: 'shop' },
          annotations: { 'backstage-persistence/entity': ENTITY },
        }),
        claim('annotated', {
          annotations: { 'backstage-persistence/entity': ENTITY },
        }),
        claim('stranger', {
          annotations: { 'backstage-persistence/entity': 'component:other/x' },
        }),
      ],
    });
    const selector = { labels: [equals('app', 'shop')] };

    expect(names(view.claimsOf(ENTITY, selector))).toEqual([
      'annotated',
      'both',
      'labelled',
    ]);
  });

  it('are told by namespace', () => {
    const view = createView({
      objects: [claim('b'), claim('a'), claim('x', { namespace: 'other' })],
    });

    expect(names(view.claims('shop'))).toEqual(['a', 'b']);
    expect(view.claims('nowhere')).toEqual([]);
    expect(view.claim('other', 'x')?.name).toBe('x');
    expect(view.claim('shop', 'x')).toBeUndefined();
  });

  function usersOf(objects: object[], name: string) {
    const view = createView({ objects: [...objects, claim(name)] });
    const found = view.claim('shop', name);
    return (
      found && {
        pods: names(view.podsUsing(found)),
        workloads: names(view.workloadsUsing(found)),
      }
    );
  }

  it('are used by the pods and templates that name them', () => {
    expect(
      usersOf(
        [
          deployment('web', {}, ['data', 'data']),
          deployment('elsewhere', { namespace: 'other' }, ['data']),
          pod('p', {}, [
            { name: 'v', persistentVolumeClaim: { claimName: 'data' } },
          ]),
          pod('q'),
        ],
        'data',
      ),
    ).toEqual({ pods: ['p'], workloads: ['web'] });
  });

  it('are used by the pod that they were made for', () => {
    expect(
      usersOf([pod('p', {}, [{ name: 'v', ephemeral: {} }])], 'p-v'),
    ).toEqual({ pods: ['p'], workloads: [] });
  });

  it.each([
    ['data-db-0', ['db']],
    ['data-db-12', ['db']],
    ['data-db-', []],
    ['data-db-0x', []],
    ['data-db', []],
    ['other-db-0', []],
    ['xdata-db-0', []],
  ])('of the name %s belong to the StatefulSets %j', (name, workloads) => {
    expect(usersOf([statefulSet('db', 'data')], name)).toEqual({
      pods: [],
      workloads,
    });
  });

  it('are not used by a volume that a claim template of the same name hides', () => {
    expect(
      usersOf([statefulSet('db', 'data', 'old')], 'old')?.workloads,
    ).toEqual([]);
  });
});

describe('volumes and classes', () => {
  it('are told by name and by use', () => {
    const volume = (
      name: string,
      phase: string,
      storageClassName?: string,
    ) => ({
      kind: 'PersistentVolume',
      metadata: { name },
      spec: { storageClassName },
      status: { phase },
    });
    const view = createView({
      objects: [
        volume('free', 'Available', 'fast'),
        volume('classless', 'Available'),
        volume('bound', 'Bound'),
        volume('released', 'Released'),
        { kind: 'StorageClass', metadata: { name: 'slow' } },
        { kind: 'StorageClass', metadata: { name: 'fast' } },
      ],
    });

    expect(names(view.freeVolumes())).toEqual(['classless', 'free']);
    expect(names(view.volumesWithoutClass())).toEqual(['classless']);
    expect(view.volume('bound')?.phase).toBe('Bound');
    expect(view.volume('missing')).toBeUndefined();
    expect(names(view.storageClasses())).toEqual(['fast', 'slow']);
    expect(view.storageClass('slow')?.name).toBe('slow');
  });
});

describe('events', () => {
  it('are told newest first, of one object', () => {
    const event = (name: string, uid: string, lastTimestamp: string) => ({
      kind: 'Event',
      metadata: metadata(name),
      involvedObject: { kind: 'Pod', name: 'p', uid },
      lastTimestamp,
    });
    const view = createView({
      objects: [
        event('first', '1', '2026-01-01T00:00:00Z'),
        event('last', '1', '2026-01-03T00:00:00Z'),
        event('other', '2', '2026-01-04T00:00:00Z'),
        event('between', '1', '2026-01-02T00:00:00Z'),
      ],
    });

    expect(names(view.events('shop', '1'))).toEqual([
      'last',
      'between',
      'first',
    ]);
    expect(view.events('other', '1')).toEqual([]);
  });
});

function putRaw(store: ClusterStore, resource: WatchedResource, raw: object) {
  const object = project(resource, raw);
  return object !== undefined && store.put(resource, object);
}

describe('a store', () => {
  it('returns the same object until it says something else', () => {
    const store = ClusterStore.create({ cluster: 'here', readOnly: false });
    expect(putRaw(store, 'deployments', deployment('web'))).toBe(true);
    const before = store.workload('shop', 'Deployment', 'web');

    const heartbeat = deployment('web', { resourceVersion: '2' });
    expect(putRaw(store, 'deployments', heartbeat)).toBe(false);
    expect(store.workload('shop', 'Deployment', 'web')).toBe(before);

    const changed = deployment('web', { labels: { app: 'shop' } });
    expect(putRaw(store, 'deployments', changed)).toBe(true);
    expect(store.workload('shop', 'Deployment', 'web')).not.toBe(before);
    expect(before?.labels).toEqual({});
  });

  it('forgets what was there under the same name', () => {
    const store = ClusterStore.create({ cluster: 'here', readOnly: false });
    putRaw(store, 'persistentvolumeclaims', claim('data', { uid: '1' }));
    putRaw(store, 'persistentvolumeclaims', claim('data', { uid: '2' }));

    expect(store.claims('shop')).toMatchObject([{ uid: '2' }]);
    store.remove('persistentvolumeclaims', '1');
    expect(store.claim('shop', 'data')?.uid).toBe('2');
    store.remove('persistentvolumeclaims', '2');
    expect(store.claim('shop', 'data')).toBeUndefined();
  });

  const settled = {
    observedGeneration: 2,
    replicas: 1,
    updatedReplicas: 1,
    readyReplicas: 1,
    availableReplicas: 1,
  };

  it.each([
    ['a bound claim', claim('c', {}, { phase: 'Bound' }), false],
    ['a claim without a volume', claim('c', {}, { phase: 'Pending' }), true],
    ['a claim whose volume is gone', claim('c', {}, { phase: 'Lost' }), true],
    [
      'a claim that grows',
      claim(
        'c',
        {},
        {
          phase: 'Bound',
          conditions: [{ type: 'Resizing', status: 'True' }],
        },
      ),
      true,
    ],
    [
      'a claim that could not grow',
      claim(
        'c',
        {},
        {
          phase: 'Bound',
          allocatedResourceStatuses: { storage: 'NodeResizeInfeasible' },
        },
      ),
      true,
    ],
    [
      'a claim that is smaller than it should be',
      {
        ...claim('c', {}, { phase: 'Bound', capacity: { storage: '1Gi' } }),
        spec: { resources: { requests: { storage: '2Gi' } } },
      },
      true,
    ],
    [
      'a claim that is larger than it had to be',
      {
        ...claim('c', {}, { phase: 'Bound', capacity: { storage: '2Gi' } }),
        spec: { resources: { requests: { storage: '1024Mi' } } },
      },
      false,
    ],
    [
      'a rollout that is complete',
      { ...deployment('d', { generation: 2 }), status: settled },
      false,
    ],
    [
      'a change that nobody has seen',
      { ...deployment('d', { generation: 3 }), status: settled },
      true,
    ],
    [
      'a pod that is not ready',
      {
        ...deployment('d', { generation: 2 }),
        status: { ...settled, availableReplicas: 0 },
      },
      true,
    ],
    [
      'an old pod',
      {
        ...deployment('d', { generation: 2 }),
        status: { ...settled, replicas: 2 },
      },
      true,
    ],
    [
      'a rollout that is paused',
      {
        ...deployment('d', { generation: 2 }),
        spec: { paused: true },
        status: {},
      },
      false,
    ],
    [
      'a StatefulSet that is complete',
      {
        ...statefulSet('s', 't'),
        status: { ...settled, currentRevision: 'a', updateRevision: 'a' },
      },
      false,
    ],
    [
      'a StatefulSet between two revisions',
      {
        ...statefulSet('s', 't'),
        status: { ...settled, currentRevision: 'a', updateRevision: 'b' },
      },
      true,
    ],
    [
      'a StatefulSet that rolls out by hand',
      {
        ...statefulSet('s', 't'),
        spec: { updateStrategy: { type: 'OnDelete' } },
        status: {
          ...settled,
          updatedReplicas: 0,
          currentRevision: 'a',
          updateRevision: 'b',
        },
      },
      false,
    ],
    ['a DaemonSet', { kind: 'DaemonSet', metadata: metadata('d') }, false],
  ])('says by %s whether events may tell something', (_, raw, unsettled) => {
    const store = ClusterStore.create({ cluster: 'here', readOnly: false });
    const resources: Record<string, WatchedResource> = {
      PersistentVolumeClaim: 'persistentvolumeclaims',
      Deployment: 'deployments',
      StatefulSet: 'statefulsets',
      DaemonSet: 'daemonsets',
    };
    putRaw(store, resources[raw.kind], raw);

    expect([...store.unsettledNamespaces()]).toEqual(unsettled ? ['shop'] : []);
  });
});

/** The same numbers every time. https://en.wikipedia.org/wiki/Linear_congruential_generator */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe.each([1, 2, 3, 4, 5, 6, 7, 8])('after random events (%d)', seed => {
  const random = createRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[random(values.length)];
  const NAMESPACES = ['shop', 'bank'];
  const NAMES = ['a', 'b', 'c', 'd', 'a-0', 'data-a-0', 'data-b-1'];
  const LABELS = ['red', 'green', 'blue'];
  const CLAIMS = ['a', 'b', 'data-a-0'];

  function randomObject(resource: WatchedResource, uid: string): object {
    const owner = pick([
      undefined,
      'Deployment',
      'ReplicaSet',
      'CronJob',
      'Job',
    ]);
    return {
      metadata: {
        namespace: pick(NAMESPACES),
        name: pick(NAMES),
        uid,
        labels: { colour: pick(LABELS) },
        annotations:
          random(2) > 0
            ? { 'backstage-persistence/entity': `component:x/${pick(NAMES)}` }
            : {},
        ...(owner && controlledBy(owner, `${owner}-${random(4)}`)),
      },
      involvedObject: { kind: 'Pod', uid: `Pod-${random(3)}` },
      lastTimestamp: `2026-01-01T00:00:0${random(10)}Z`,
      spec: {
        ...(resource === 'persistentvolumes' && random(2) > 0
          ? { storageClassName: 'fast' }
          : {}),
        volumes: [
          { name: 'data', persistentVolumeClaim: { claimName: pick(CLAIMS) } },
        ],
        volumeClaimTemplates:
          random(2) > 0 ? [{ metadata: { name: pick(['data', 'log']) } }] : [],
        template: {
          spec: {
            volumes: [
              {
                name: 'data',
                persistentVolumeClaim: { claimName: pick(CLAIMS) },
              },
            ],
          },
        },
      },
      status: { phase: pick(['Bound', 'Available', 'Pending']) },
    };
  }

  const KINDS: [WatchedResource, string][] = [
    ['deployments', 'Deployment'],
    ['statefulsets', 'StatefulSet'],
    ['cronjobs', 'CronJob'],
    ['jobs', 'Job'],
    ['replicasets', 'ReplicaSet'],
    ['pods', 'Pod'],
    ['persistentvolumeclaims', 'PersistentVolumeClaim'],
    ['persistentvolumes', 'PersistentVolume'],
    ['storageclasses', 'StorageClass'],
    ['events', 'Event'],
  ];

  function answers(store: ClusterStore) {
    const selectors: EntitySelector[] = [
      { labels: [] },
      { labels: [equals('colour', 'red')] },
      { labels: [equals('colour', 'green', 'blue')], namespace: 'shop' },
      { labels: [{ key: 'colour', operator: 'NotIn', values: ['red'] }] },
    ];
    const workloads = selectors.flatMap(each => store.workloads(each));
    const claims = NAMESPACES.flatMap(each => store.claims(each));
    return {
      workloads,
      pods: workloads.map(workload => store.podsOf(workload)),
      claims,
      podsUsing: claims.map(each => store.podsUsing(each)),
      workloadsUsing: claims.map(each => store.workloadsUsing(each)),
      claimsOf: selectors.map(each => store.claimsOf('component:x/a', each)),
      volumes: store.freeVolumes(),
      classless: store.volumesWithoutClass(),
      classes: store.storageClasses(),
      events: NAMESPACES.flatMap(namespace =>
        [0, 1, 2].map(uid => store.events(namespace, `Pod-${uid}`)),
      ),
      unsettled: [...store.unsettledNamespaces()].sort(),
    };
  }

  it('the answers are those of a store that only saw the end', () => {
    const store = ClusterStore.create({ cluster: 'here', readOnly: false });
    const raws = new Map<string, { resource: WatchedResource; raw: object }>();
    for (let step = 0; step < 600; step += 1) {
      const [resource, kind] = pick(KINDS);
      const uid = `${kind}-${random(4)}`;
      if (random(4) === 0) {
        store.remove(resource, uid);
        raws.delete(uid);
      } else {
        const raw = randomObject(resource, uid);
        // A name belongs to one object at a time, as far as objects are found by it
        for (const [other, known] of raws) {
          if (
            known.resource === resource &&
            isSameName(resource, known.raw, raw)
          ) {
            raws.delete(other);
          }
        }
        putRaw(store, resource, raw);
        raws.set(uid, { resource, raw });
      }
    }
    const fresh = ClusterStore.create({ cluster: 'here', readOnly: false });
    for (const { resource, raw } of raws.values()) {
      putRaw(fresh, resource, raw);
    }

    expect(answers(store)).toEqual(answers(fresh));
    expect(answers(store).workloads.length).toBeGreaterThan(0);
  });

  function isSameName(
    resource: WatchedResource,
    one: object,
    other: object,
  ): boolean {
    if (['pods', 'replicasets', 'events'].includes(resource)) {
      return false;
    }
    const isClusterWide = /^(persistentvolumes|storageclasses)$/.test(resource);
    const keyOf = (raw: object) => {
      const { namespace, name } = (
        raw as { metadata: { namespace: string; name: string } }
      ).metadata;
      return isClusterWide ? name : `${namespace}/${name}`;
    };
    return keyOf(one) === keyOf(other);
  }
});
