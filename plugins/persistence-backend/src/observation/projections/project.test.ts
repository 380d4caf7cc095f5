import { project } from './project';
import type { WatchedResource } from './project';

const IDENTITY = {
  namespace: 'shop',
  name: 'thing',
  uid: '0123',
  creationTimestamp: '2026-01-02T03:04:05Z',
};

const RESOURCES: WatchedResource[] = [
  'deployments',
  'statefulsets',
  'daemonsets',
  'cronjobs',
  'jobs',
  'replicasets',
  'pods',
  'persistentvolumeclaims',
  'persistentvolumes',
  'storageclasses',
  'events',
];

function deployment(spec: object = {}, metadata: object = {}, status = {}) {
  return project('deployments', {
    metadata: { ...IDENTITY, ...metadata },
    spec,
    status,
  });
}

function templateOf(podSpec: object) {
  return deployment({ template: { spec: podSpec } })?.template;
}

/** Every object and list in a value. */
function partsOf(value: unknown): object[] {
  return typeof value === 'object' && value !== null
    ? [value, ...Object.values(value).flatMap(partsOf)]
    : [];
}

describe('any object', () => {
  it.each(RESOURCES)('of %s needs no more than an identity', resource => {
    const object = {
      metadata: IDENTITY,
      involvedObject: { kind: 'Pod', uid: '1' },
    };
    const projection = project(resource, object);

    expect(projection).toMatchObject({ name: 'thing', uid: '0123' });
    expect(partsOf(projection).filter(part => !Object.isFrozen(part))).toEqual(
      [],
    );
  });

  it.each(RESOURCES)('of %s is left out without an identity', resource => {
    for (const object of [
      undefined,
      null,
      'text',
      3,
      [],
      {},
      { metadata: null },
      { metadata: { name: 'thing' } },
      { metadata: { uid: '0123' } },
      { metadata: { name: {}, uid: [] } },
    ]) {
      expect(project(resource, object)).toBeUndefined();
    }
  });

  it.each(RESOURCES)('of %s may have nonsense in every field', resource => {
    const fields = [
      ...['spec', 'status', 'involvedObject', 'series', 'provisioner'],
      ...['template', 'containers', 'volumes', 'conditions', 'strategy'],
      ...['jobTemplate', 'volumeClaimTemplates', 'resources', 'requests'],
    ];
    for (const nonsense of [null, 'text', 3, true, [null, 3, []], {}]) {
      const inner = Object.fromEntries(fields.map(field => [field, nonsense]));
      const projection = project(resource, {
        ...inner,
        metadata: {
          ...IDENTITY,
          labels: nonsense,
          annotations: nonsense,
          ownerReferences: nonsense,
          managedFields: nonsense,
        },
        ...(nonsense ? { spec: inner, status: inner } : {}),
        involvedObject: { kind: 'Pod', uid: '1', name: nonsense },
      });
      expect(projection).toMatchObject({ name: 'thing' });
    }
  });

  it('shares what is equal', () => {
    const one = deployment({}, { labels: { app: 'shop' } });
    const other = deployment({}, { labels: { app: 'shop' }, uid: '4567' });

    expect(one?.labels).toBe(other?.labels);
  });
});

describe('metadata', () => {
  it('keeps labels that are texts', () => {
    expect(
      deployment({}, { labels: { app: 'shop', broken: 3 } })?.labels,
    ).toEqual({ app: 'shop' });
  });

  it('keeps the annotations that are read, and no other', () => {
    const kept = {
      'backstage-persistence/entity': 'component:default/shop',
      'backstage.io/kubernetes-id': 'shop',
      'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment:shop/shop',
      'kustomize.toolkit.fluxcd.io/name': 'shop',
      'helm.toolkit.fluxcd.io/name': 'shop',
      'meta.helm.sh/release-name': 'shop',
      'volume.kubernetes.io/selected-node': 'n1',
      'deployment.kubernetes.io/revision': '3',
      'kubectl.kubernetes.io/restartedAt': '2026-01-02T03:04:05Z',
    };
    const annotations = {
      ...kept,
      'kubectl.kubernetes.io/last-applied-configuration':
        '{"env":[{"name":"PASSWORD","value":"hunter2"}]}',
      'example.com/notbackstage.io/x': 'no',
      'vault.example.com/token': 'hunter2',
    };

    expect(deployment({}, { annotations })?.annotations).toEqual(kept);
  });

  it('names the controlling owner only', () => {
    const owner = { apiVersion: 'v1', kind: 'Owner', name: 'o', uid: '1' };
    const ownerReferences = [
      { ...owner, name: 'other' },
      { ...owner, controller: true, blockOwnerDeletion: true },
    ];

    expect(deployment({}, { ownerReferences })?.controller).toEqual(owner);
    expect(
      deployment({}, { ownerReferences: [owner] })?.controller,
    ).toBeUndefined();
  });

  it('names each manager once, without those that only report', () => {
    const managedFields = [
      { manager: 'helm', operation: 'Apply', fieldsV1: { 'f:spec': {} } },
      { manager: 'kubectl', operation: 'Update' },
      { manager: 'kubectl', operation: 'Update', subresource: 'scale' },
      { manager: 'kcm', operation: 'Update', subresource: 'status' },
      { operation: 'Update' },
    ];

    expect(deployment({}, { managedFields })?.fieldManagers).toEqual([
      { name: 'helm', operation: 'Apply' },
      { name: 'kubectl', operation: 'Update' },
    ]);
  });
});

describe('pod templates', () => {
  it.each([
    [
      { persistentVolumeClaim: { claimName: 'data' } },
      { kind: 'claim', claimName: 'data', readOnly: false },
    ],
    [
      { persistentVolumeClaim: { claimName: 'data', readOnly: true } },
      { kind: 'claim', claimName: 'data', readOnly: true },
    ],
    [
      { persistentVolumeClaim: { claimName: 'data' }, emptyDir: null },
      { kind: 'claim', claimName: 'data', readOnly: false },
    ],
    [{ emptyDir: {} }, { kind: 'empty-dir', medium: 'disk' }],
    [{ emptyDir: { medium: '' } }, { kind: 'empty-dir', medium: 'disk' }],
    [
      { emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } },
      { kind: 'empty-dir', medium: 'memory', sizeLimit: '1Gi' },
    ],
    [
      { emptyDir: { medium: 'HugePages-2Mi' } },
      { kind: 'empty-dir', medium: 'memory' },
    ],
    [{}, { kind: 'empty-dir', medium: 'disk' }],
    [
      { ephemeral: { volumeClaimTemplate: { spec: {} } } },
      { kind: 'ephemeral-claim' },
    ],
    [
      { hostPath: { path: '/var/log', type: 'Directory' } },
      { kind: 'host-path', path: '/var/log' },
    ],
    [{ configMap: { name: 'c' } }, { kind: 'config', type: 'configMap' }],
    [{ secret: { secretName: 's' } }, { kind: 'config', type: 'secret' }],
    [{ projected: { sources: [] } }, { kind: 'config', type: 'projected' }],
    [{ downwardAPI: {} }, { kind: 'config', type: 'downwardAPI' }],
    [{ image: { reference: 'i:1' } }, { kind: 'config', type: 'image' }],
    [{ nfs: { server: 'n', path: '/' } }, { kind: 'other', type: 'nfs' }],
    [{ csi: { driver: 'd' } }, { kind: 'other', type: 'csi' }],
    [
      { awsElasticBlockStore: { volumeID: 'v' } },
      { kind: 'other', type: 'awsElasticBlockStore' },
    ],
    [{ ofTomorrow: { a: 1 } }, { kind: 'other', type: 'ofTomorrow' }],
  ])('know the volume %j', (source, expected) => {
    expect(
      templateOf({ volumes: [{ name: 'v', ...source }] })?.volumes,
    ).toEqual([{ name: 'v', ...expected }]);
  });

  it('tell the roles of containers', () => {
    const containers = templateOf({
      initContainers: [
        { name: 'prepare', image: 'p:1' },
        { name: 'proxy', image: 'x:1', restartPolicy: 'Always' },
      ],
      containers: [
        {
          name: 'app',
          image: 'a:1',
          securityContext: { readOnlyRootFilesystem: true },
        },
        { name: 'helper', image: 'h:1' },
      ],
    })?.containers;

    expect(containers).toMatchObject([
      { name: 'app', role: 'main', image: 'a:1', readOnlyRootFilesystem: true },
      { name: 'helper', role: 'main', readOnlyRootFilesystem: false },
      { name: 'proxy', role: 'sidecar' },
      { name: 'prepare', role: 'init' },
    ]);
  });

  it('say where containers see volumes, as folders and as devices', () => {
    const [container] =
      templateOf({
        containers: [
          {
            name: 'app',
            volumeMounts: [
              { name: 'data', mountPath: '/data' },
              { name: 'data', mountPath: '/old', subPath: 'old' },
              { name: 'data', mountPath: '/own', subPathExpr: '$(POD_NAME)' },
              { name: 'config', mountPath: '/etc/app', readOnly: true },
              { mountPath: '/nameless' },
            ],
            volumeDevices: [{ name: 'disk', devicePath: '/dev/xvda' }],
          },
        ],
      })?.containers ?? [];

    expect(container.mounts).toEqual([
      { volume: 'data', path: '/data', readOnly: false },
      { volume: 'data', path: '/old', subPath: 'old', readOnly: false },
      { volume: 'data', path: '/own', subPath: '$(POD_NAME)', readOnly: false },
      { volume: 'config', path: '/etc/app', readOnly: true },
      { volume: 'disk', path: '/dev/xvda', readOnly: false },
    ]);
  });

  it('keep nothing of the environment, commands and probes', () => {
    const template = templateOf({
      containers: [
        {
          name: 'app',
          image: 'a:1',
          command: ['run', '--password=hunter2'],
          args: ['hunter2'],
          env: [{ name: 'PASSWORD', value: 'hunter2' }],
          livenessProbe: { exec: { command: ['hunter2'] } },
        },
      ],
    });

    expect(JSON.stringify(template)).not.toContain('hunter2');
  });
});

describe('strategies', () => {
  it.each([
    [{ type: 'Recreate' }, 3, { type: 'Recreate' }],
    [undefined, 1, { maxSurge: 1, maxUnavailable: 0 }],
    [{ type: 'RollingUpdate' }, 10, { maxSurge: 3, maxUnavailable: 2 }],
    [
      { rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
      1,
      { maxSurge: 1, maxUnavailable: 0 },
    ],
    [
      { rollingUpdate: { maxSurge: '30%', maxUnavailable: '30%' } },
      4,
      { maxSurge: 2, maxUnavailable: 1 },
    ],
    [
      { rollingUpdate: { maxSurge: 0, maxUnavailable: '10%' } },
      3,
      { maxSurge: 0, maxUnavailable: 1 },
    ],
    [
      { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } },
      3,
      { maxSurge: 0, maxUnavailable: 1 },
    ],
    [
      { rollingUpdate: { maxSurge: 2, maxUnavailable: 0 } },
      3,
      { maxSurge: 2, maxUnavailable: 0 },
    ],
    [
      { rollingUpdate: { maxSurge: '100%', maxUnavailable: '0%' } },
      3,
      { maxSurge: 3, maxUnavailable: 0 },
    ],
    [
      { rollingUpdate: { maxSurge: 'many', maxUnavailable: {} } },
      4,
      { maxSurge: 1, maxUnavailable: 1 },
    ],
  ])('of a Deployment: %j of %d', (strategy, replicas, expected) => {
    expect(deployment({ replicas, strategy })?.strategy).toEqual({
      type: 'RollingUpdate',
      ...expected,
    });
  });

  it.each([
    [undefined, { type: 'RollingUpdate', partition: 0 }],
    [
      { type: 'RollingUpdate', rollingUpdate: { partition: 2 } },
      { type: 'RollingUpdate', partition: 2 },
    ],
    [{ type: 'OnDelete' }, { type: 'OnDelete' }],
  ])('of a StatefulSet: %j', (updateStrategy, expected) => {
    expect(
      project('statefulsets', { metadata: IDENTITY, spec: { updateStrategy } })
        ?.strategy,
    ).toEqual(expected);
  });

  it.each([
    [undefined, { type: 'RollingUpdate', maxSurge: 0, maxUnavailable: 1 }],
    [
      { rollingUpdate: { maxUnavailable: '10%', maxSurge: 0 } },
      { type: 'RollingUpdate', maxSurge: 0, maxUnavailable: 2 },
    ],
    [
      { rollingUpdate: { maxUnavailable: 0, maxSurge: '10%' } },
      { type: 'RollingUpdate', maxSurge: 2, maxUnavailable: 0 },
    ],
    [{ type: 'OnDelete' }, { type: 'OnDelete' }],
  ])('of a DaemonSet: %j', (updateStrategy, expected) => {
    expect(
      project('daemonsets', {
        metadata: IDENTITY,
        spec: { updateStrategy },
        status: { desiredNumberScheduled: 15 },
      })?.strategy,
    ).toEqual(expected);
  });
});

describe('workloads', () => {
  it('of a Deployment', () => {
    expect(
      deployment(
        { replicas: 3, paused: true },
        { generation: 4 },
        {
          observedGeneration: 4,
          replicas: 4,
          updatedReplicas: 3,
          readyReplicas: 2,
          availableReplicas: 1,
          conditions: [
            {
              type: 'Progressing',
              status: 'False',
              reason: 'ProgressDeadlineExceeded',
              message: 'has timed out',
              lastUpdateTime: '2026-01-02T03:04:05Z',
            },
          ],
        },
      ),
    ).toMatchObject({
      kind: 'Deployment',
      namespace: 'shop',
      createdAt: '2026-01-02T03:04:05Z',
      generation: 4,
      replicas: 3,
      paused: true,
      claimTemplates: [],
      firstOrdinal: 0,
      status: {
        observedGeneration: 4,
        replicas: 4,
        updatedReplicas: 3,
        readyReplicas: 2,
        availableReplicas: 1,
        conditions: [
          {
            type: 'Progressing',
            status: 'False',
            reason: 'ProgressDeadlineExceeded',
            message: 'has timed out',
          },
        ],
      },
    });
  });

  it('may want no replicas, and want one when they do not say', () => {
    expect(deployment({ replicas: 0 })?.replicas).toBe(0);
    expect(deployment({})?.replicas).toBe(1);
  });

  it('of a StatefulSet with claims of its own', () => {
    expect(
      project('statefulsets', {
        metadata: IDENTITY,
        spec: {
          replicas: 2,
          ordinals: { start: 5 },
          persistentVolumeClaimRetentionPolicy: { whenScaled: 'Delete' },
          volumeClaimTemplates: [
            {
              metadata: { name: 'data' },
              spec: {
                storageClassName: 'fast',
                accessModes: ['ReadWriteOnce'],
                resources: { requests: { storage: '1Gi' } },
              },
            },
            { metadata: { name: 'plain' } },
          ],
        },
        status: { currentRevision: 'a', updateRevision: 'b' },
      }),
    ).toMatchObject({
      kind: 'StatefulSet',
      firstOrdinal: 5,
      claimRetention: { whenDeleted: 'Retain', whenScaled: 'Delete' },
      claimTemplates: [
        {
          name: 'data',
          storageClass: 'fast',
          accessModes: ['ReadWriteOnce'],
          requestedSize: '1Gi',
        },
        { name: 'plain', accessModes: [], requestedSize: '0' },
      ],
      status: { currentRevision: 'a', updateRevision: 'b' },
    });
  });

  it('of a DaemonSet counts nodes', () => {
    expect(
      project('daemonsets', {
        metadata: IDENTITY,
        status: {
          desiredNumberScheduled: 4,
          currentNumberScheduled: 3,
          updatedNumberScheduled: 2,
          numberReady: 1,
          numberAvailable: 1,
        },
      }),
    ).toMatchObject({
      kind: 'DaemonSet',
      replicas: 4,
      status: {
        replicas: 3,
        updatedReplicas: 2,
        readyReplicas: 1,
        availableReplicas: 1,
      },
    });
  });

  it('of a Job and a CronJob look into their own templates', () => {
    const podTemplate = {
      spec: { volumes: [{ name: 'v', hostPath: { path: '/x' } }] },
    };
    const volumes = [{ name: 'v', kind: 'host-path', path: '/x' }];

    expect(
      project('jobs', {
        metadata: { ...IDENTITY, generation: 1 },
        spec: { parallelism: 2, suspend: true, template: podTemplate },
        status: { active: 2, ready: 1 },
      }),
    ).toMatchObject({
      kind: 'Job',
      replicas: 2,
      paused: true,
      template: { volumes },
      status: { observedGeneration: 1, replicas: 2, readyReplicas: 1 },
    });
    expect(
      project('cronjobs', {
        metadata: IDENTITY,
        spec: { jobTemplate: { spec: { template: podTemplate } } },
        status: { active: [{ name: 'thing-1' }] },
      }),
    ).toMatchObject({
      kind: 'CronJob',
      replicas: 1,
      paused: false,
      template: { volumes },
      status: { replicas: 1 },
    });
  });

  it('of a ReplicaSet need only their metadata', () => {
    expect(
      project('replicasets', {
        metadata: {
          ...IDENTITY,
          ownerReferences: [
            { kind: 'Deployment', name: 'd', uid: '9', controller: true },
          ],
        },
      }),
    ).toEqual({
      namespace: 'shop',
      name: 'thing',
      uid: '0123',
      controllerUid: '9',
    });
  });
});

describe('pods', () => {
  it('say how they are', () => {
    expect(
      project('pods', {
        metadata: {
          ...IDENTITY,
          ownerReferences: [
            {
              apiVersion: 'apps/v1',
              kind: 'ReplicaSet',
              name: 'thing-1',
              uid: '7',
              controller: true,
            },
          ],
        },
        spec: {
          nodeName: 'n1',
          volumes: [
            { name: 'data', persistentVolumeClaim: { claimName: 'd' } },
          ],
          initContainers: [
            { name: 'done' },
            { name: 'broken' },
            { name: 'proxy', restartPolicy: 'Always' },
          ],
          containers: [{ name: 'app' }, { name: 'new' }],
        },
        status: {
          phase: 'Running',
          conditions: [{ type: 'Ready', status: 'True' }],
          initContainerStatuses: [
            {
              name: 'done',
              state: { terminated: { exitCode: 0, reason: 'Completed' } },
            },
            {
              name: 'broken',
              restartCount: 2,
              state: { terminated: { exitCode: 1, reason: 'Error' } },
            },
            { name: 'proxy', ready: true, state: { running: {} } },
          ],
          containerStatuses: [
            {
              name: 'app',
              restartCount: 3,
              state: {
                waiting: { reason: 'CrashLoopBackOff', message: 'back-off' },
              },
            },
          ],
        },
      }),
    ).toEqual({
      namespace: 'shop',
      name: 'thing',
      uid: '0123',
      createdAt: '2026-01-02T03:04:05Z',
      labels: {},
      deleting: false,
      phase: 'Running',
      ready: true,
      node: 'n1',
      controller: { kind: 'ReplicaSet', name: 'thing-1', uid: '7' },
      volumes: [
        { name: 'data', kind: 'claim', claimName: 'd', readOnly: false },
      ],
      containers: [
        {
          name: 'broken',
          ready: false,
          state: 'terminated',
          reason: 'Error',
          restarts: 2,
        },
        { name: 'proxy', ready: true, state: 'running', restarts: 0 },
        {
          name: 'app',
          ready: false,
          state: 'waiting',
          reason: 'CrashLoopBackOff',
          message: 'back-off',
          restarts: 3,
        },
        { name: 'new', ready: false, state: 'waiting', restarts: 0 },
      ],
    });
  });

  it('say why they could not be placed, and that they go', () => {
    expect(
      project('pods', {
        metadata: { ...IDENTITY, deletionTimestamp: '2026-01-02T03:04:05Z' },
        status: {
          phase: 'Pending',
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              reason: 'Unschedulable',
              message: '0/2 nodes are available',
            },
          ],
        },
      }),
    ).toMatchObject({
      deleting: true,
      endsAt: '2026-01-02T03:04:05Z',
      phase: 'Pending',
      ready: false,
      unschedulable: '0/2 nodes are available',
    });
  });

  it.each([
    [undefined, 'Pending'],
    ['Failed', 'Failed'],
    ['OfTomorrow', 'Unknown'],
  ])('are, in the phase %s, %s', (phase, expected) => {
    expect(
      project('pods', { metadata: IDENTITY, status: { phase } })?.phase,
    ).toBe(expected);
  });
});

describe('claims', () => {
  it('say what they want and what they have', () => {
    expect(
      project('persistentvolumeclaims', {
        metadata: {
          ...IDENTITY,
          annotations: {
            'volume.kubernetes.io/selected-node': 'n2',
            'pv.kubernetes.io/bind-completed': 'yes',
          },
        },
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'fast',
          volumeMode: 'Block',
          volumeName: 'pv-1',
          resources: { requests: { storage: '2Gi' } },
          selector: { matchLabels: { tier: 'gold' } },
        },
        status: {
          phase: 'Bound',
          capacity: { storage: '1Gi' },
          allocatedResourceStatuses: { storage: 'NodeResizePending' },
          healthStatus: { conditions: [{ type: 'Degraded' }] },
          conditions: [
            {
              type: 'FileSystemResizePending',
              status: 'True',
              reason: 'r',
              message: 'm',
              lastTransitionTime: '2026-01-02T03:04:05Z',
            },
          ],
        },
      }),
    ).toEqual({
      namespace: 'shop',
      name: 'thing',
      uid: '0123',
      createdAt: '2026-01-02T03:04:05Z',
      labels: {},
      annotations: { 'volume.kubernetes.io/selected-node': 'n2' },
      deleting: false,
      phase: 'Bound',
      storageClass: 'fast',
      accessModes: ['ReadWriteOnce'],
      volumeMode: 'Block',
      requestedSize: '2Gi',
      capacitySize: '1Gi',
      volumeName: 'pv-1',
      selector: { tier: 'gold' },
      selectedNode: 'n2',
      conditions: [
        {
          type: 'FileSystemResizePending',
          status: 'True',
          reason: 'r',
          message: 'm',
          since: '2026-01-02T03:04:05Z',
        },
      ],
      resizeStatus: 'NodeResizePending',
    });
  });

  it.each([
    [{ storageClassName: 'fast' }, {}, 'fast'],
    [{ storageClassName: '' }, {}, ''],
    [{}, {}, undefined],
    [{ storageClassName: null }, {}, undefined],
    [
      { storageClassName: 'fast' },
      { 'volume.beta.kubernetes.io/storage-class': 'old' },
      'old',
    ],
  ])(
    'of %j and the annotations %j are of the class %p',
    (spec, annotations, expected) => {
      const claim = project('persistentvolumeclaims', {
        metadata: { ...IDENTITY, annotations },
        spec,
      });

      expect(claim?.storageClass).toBe(expected);
    },
  );

  it('without a status are pending', () => {
    expect(
      project('persistentvolumeclaims', { metadata: IDENTITY }),
    ).toMatchObject({
      phase: 'Pending',
      volumeMode: 'Filesystem',
      requestedSize: '0',
      conditions: [],
    });
  });
});

describe('volumes', () => {
  it('say what they are', () => {
    expect(
      project('persistentvolumes', {
        metadata: { ...IDENTITY, namespace: undefined, labels: { app: 'x' } },
        spec: {
          capacity: { storage: '1Gi' },
          accessModes: ['ReadWriteOnce'],
          persistentVolumeReclaimPolicy: 'Delete',
          storageClassName: 'fast',
          mountOptions: ['noatime'],
          csi: { driver: 'loop.csi.test', volumeHandle: 'v' },
          claimRef: { namespace: 'shop', name: 'data', uid: '5' },
          nodeAffinity: {
            required: {
              nodeSelectorTerms: [
                {
                  matchExpressions: [
                    {
                      key: 'topology.kubernetes.io/zone',
                      operator: 'In',
                      values: ['a'],
                    },
                  ],
                },
                {
                  matchExpressions: [{ key: 'topology.kubernetes.io/zone' }],
                  matchFields: [{ key: 'metadata.name' }],
                },
              ],
            },
          },
        },
        status: { phase: 'Bound' },
      }),
    ).toEqual({
      name: 'thing',
      uid: '0123',
      createdAt: '2026-01-02T03:04:05Z',
      labels: { app: 'x' },
      phase: 'Bound',
      storageClass: 'fast',
      accessModes: ['ReadWriteOnce'],
      capacitySize: '1Gi',
      reclaimPolicy: 'Delete',
      volumeMode: 'Filesystem',
      type: 'csi',
      driver: 'loop.csi.test',
      claimRef: { namespace: 'shop', name: 'data', uid: '5' },
      affinityKeys: ['topology.kubernetes.io/zone', 'metadata.name'],
    });
  });

  it.each([
    [{ hostPath: { path: '/x' } }, 'hostPath'],
    [{ local: { path: '/x' }, nodeAffinity: {}, capacity: {} }, 'local'],
    [{ nfs: { server: 'n', path: '/' }, claimRef: {} }, 'nfs'],
    [{ ofTomorrow: {} }, 'ofTomorrow'],
    [{}, ''],
  ])('of %j are of the type %p', (spec, type) => {
    const volume = project('persistentvolumes', { metadata: IDENTITY, spec });

    expect(volume).toMatchObject({ type, storageClass: '', affinityKeys: [] });
  });
});

describe('storage classes', () => {
  it('say what they do', () => {
    expect(
      project('storageclasses', {
        metadata: {
          ...IDENTITY,
          annotations: {
            'storageclass.kubernetes.io/is-default-class': 'true',
          },
        },
        provisioner: 'loop.csi.test',
        reclaimPolicy: 'Retain',
        volumeBindingMode: 'WaitForFirstConsumer',
        allowVolumeExpansion: true,
        parameters: { secret: 'hunter2' },
      }),
    ).toEqual({
      name: 'thing',
      uid: '0123',
      createdAt: '2026-01-02T03:04:05Z',
      provisioner: 'loop.csi.test',
      default: true,
      reclaimPolicy: 'Retain',
      bindingMode: 'WaitForFirstConsumer',
      expandable: true,
    });
  });

  it('have the defaults of Kubernetes', () => {
    expect(
      project('storageclasses', { metadata: IDENTITY, provisioner: 'p' }),
    ).toMatchObject({
      default: false,
      reclaimPolicy: 'Delete',
      bindingMode: 'Immediate',
      expandable: false,
    });
  });
});

describe('autoscalers', () => {
  const autoscaler = (spec: unknown) =>
    project('horizontalpodautoscalers', {
      metadata: { namespace: 'shop', name: 'web', uid: '1' },
      spec,
    });

  it('know what they scale, and how far', () => {
    expect(
      autoscaler({
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'web',
        },
        minReplicas: 2,
        maxReplicas: 5,
      }),
    ).toMatchObject({
      target: { kind: 'Deployment', name: 'web' },
      minReplicas: 2,
      maxReplicas: 5,
    });
  });

  it.each([undefined, {}, { scaleTargetRef: null, maxReplicas: 'many' }])(
    'scale nothing where they say nothing of it: %j',
    spec => {
      expect(autoscaler(spec)).toMatchObject({
        target: { kind: '', name: '' },
        minReplicas: 1,
        maxReplicas: 1,
      });
    },
  );
});

describe('what a change has to put back', () => {
  it.each([
    [
      { rollingUpdate: { maxSurge: '30%', maxUnavailable: 0 } },
      { maxSurge: '30%', maxUnavailable: 0 },
    ],
    [{ type: 'RollingUpdate', rollingUpdate: { maxSurge: 'all' } }, {}],
    [{ type: 'RollingUpdate' }, undefined],
    [{ type: 'Recreate', rollingUpdate: { maxSurge: 1 } }, undefined],
    [undefined, undefined],
  ])(
    'is a rolling update as the manifest says it: %j',
    (strategy, expected) => {
      expect(deployment({ strategy })?.rollingUpdate).toEqual(expected);
    },
  );

  it.each([
    ['Apply', { 'f:spec': { 'f:strategy': {} } }, 'helm'],
    ['Update', { 'f:spec': { 'f:strategy': {} } }, undefined],
    ['Apply', { 'f:spec': { 'f:template': {} } }, undefined],
    ['Apply', null, undefined],
  ])('is nobody else’s: %s of %j', (operation, fieldsV1, expected) => {
    expect(
      deployment(
        {},
        { managedFields: [{ manager: 'helm', operation, fieldsV1 }] },
      )?.strategyOwner,
    ).toBe(expected);
  });
});

describe('events', () => {
  const about = {
    involvedObject: { kind: 'Pod', name: 'p', uid: '3', fieldPath: 'x' },
    type: 'Warning',
    reason: 'FailedMount',
    message: 'no such volume',
  };
  const object = { kind: 'Pod', name: 'p', uid: '3' };

  it('of the old form', () => {
    expect(
      project('events', {
        metadata: IDENTITY,
        ...about,
        count: 3,
        firstTimestamp: '2026-01-01T00:00:00Z',
        lastTimestamp: '2026-01-01T00:05:00Z',
        eventTime: null,
      }),
    ).toEqual({
      namespace: 'shop',
      name: 'thing',
      uid: '0123',
      type: 'Warning',
      reason: 'FailedMount',
      message: 'no such volume',
      count: 3,
      firstAt: '2026-01-01T00:00:00Z',
      lastAt: '2026-01-01T00:05:00Z',
      object,
    });
  });

  it('of the new form', () => {
    expect(
      project('events', {
        metadata: IDENTITY,
        ...about,
        firstTimestamp: null,
        lastTimestamp: null,
        eventTime: '2026-01-01T00:00:00.123456Z',
        series: { count: 7, lastObservedTime: '2026-01-01T00:09:00.123456Z' },
      }),
    ).toMatchObject({
      count: 7,
      firstAt: '2026-01-01T00:00:00.123456Z',
      lastAt: '2026-01-01T00:09:00.123456Z',
    });
  });

  it('of objects that are not observed are left out', () => {
    expect(
      project('events', {
        metadata: IDENTITY,
        ...about,
        involvedObject: { kind: 'Node', name: 'n', uid: 'n' },
      }),
    ).toBeUndefined();
  });
});
