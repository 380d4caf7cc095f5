import type { EntityIndex } from '../../entities';
import type { Workload } from '../../observation/view';
import { createView } from '../../observation/testing/createView';
import {
  claim,
  deployment,
  labelled,
  pod,
  storageClass,
  volume,
} from '../testing';
import { accessModesOf } from './accessModesOf';
import { findAttachableClaims } from './findAttachableClaims';
import { findFreeVolumes } from './findFreeVolumes';
import { offerSize } from './offerSize';
import { offerStorageClasses } from './offerStorageClasses';
import { suggestPaths } from './suggestPaths';

const SIZE = { default: '1Gi', min: '64Mi', max: '100Gi' };
const SELECTOR = {
  labels: [
    {
      key: 'backstage.io/kubernetes-id',
      operator: 'In' as const,
      values: ['guestbook'],
    },
  ],
};

function workloadOf(objects: object[]): Workload {
  const [workload] = createView({ objects }).workloads(SELECTOR);
  return workload;
}

function guestbook(options: Partial<Parameters<typeof deployment>[0]> = {}) {
  return deployment({
    name: 'guestbook',
    labels: labelled('guestbook'),
    ...options,
  });
}

describe('suggestPaths', () => {
  const container = (name: string, mounts: Record<string, string>) => ({
    name,
    image: name,
    volumeMounts: Object.entries(mounts).map(([mountPath, volumeName]) => ({
      name: volumeName,
      mountPath,
    })),
  });

  it('suggests nothing where nothing is known', () => {
    expect(suggestPaths(workloadOf([guestbook()]), {})).toEqual([]);
  });

  it('suggests what the entity names, in its first container', () => {
    expect(
      suggestPaths(
        workloadOf([
          guestbook({
            containers: [container('web', {}), container('log', {})],
          }),
        ]),
        { path: '/data' },
      ),
    ).toEqual([
      {
        path: '/data',
        container: 'web',
        reason: expect.stringContaining('backstage-persistence/path'),
      },
    ]);
  });

  it('suggests it in the container that the entity names, if there is one', () => {
    const workload = workloadOf([
      guestbook({ containers: [container('web', {}), container('log', {})] }),
    ]);
    expect(
      suggestPaths(workload, { path: '/data', container: 'log' }),
    ).toMatchObject([{ container: 'log' }]);
    expect(
      suggestPaths(workload, { path: '/data', container: 'gone' }),
    ).toMatchObject([{ container: 'web' }]);
  });

  it('suggests temporary space that can be written, once', () => {
    const workload = workloadOf([
      guestbook({
        volumes: [
          { name: 'cache', emptyDir: {} },
          { name: 'memory', emptyDir: { medium: 'Memory' } },
          { name: 'settings', configMap: { name: 'settings' } },
        ],
        containers: [
          container('web', {
            '/cache': 'cache',
            '/dev/shm': 'memory',
            '/etc/web': 'settings',
          }),
          {
            name: 'reader',
            image: 'reader',
            volumeMounts: [
              { name: 'cache', mountPath: '/cache', readOnly: true },
            ],
          },
          container('writer', { '/out': 'cache' }),
        ],
      }),
    ]);
    expect(
      suggestPaths(workload, { path: '/cache' }).map(
        each => `${each.container}:${each.path}`,
      ),
    ).toEqual(['web:/cache', 'writer:/out']);
    expect(suggestPaths(workload, { path: '/cache' })[0].reason).toMatch(
      /annotation/,
    );
  });

  it('does not suggest what only an init container writes', () => {
    const object = {
      ...guestbook({
        volumes: [{ name: 'cache', emptyDir: {} }],
        containers: [container('web', {})],
      }),
    };
    expect(suggestPaths(workloadOf([object]), {})).toEqual([]);
  });

  it.each([
    ['/data', false],
    ['/data/files', false],
    ['/data/files/x', false],
    ['/logs/x', false],
    ['/dat', true],
    ['/database', true],
    // In the way of the other one
    ['/var', false],
    ['/var/log', true],
  ])(
    'knows whether something is mounted at, around or inside %s',
    (path, free) => {
      const workload = workloadOf([
        guestbook({
          volumes: [
            { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
            { name: 'settings', configMap: { name: 'settings' } },
          ],
          containers: [
            container('web', {
              '/data': 'data',
              '/logs/': 'data',
              '/var/lib/web': 'settings',
            }),
          ],
        }),
      ]);
      expect(suggestPaths(workload, { path })).toHaveLength(free ? 1 : 0);
    },
  );
});

describe('offerStorageClasses', () => {
  const view = createView({
    objects: [
      storageClass({ name: 'slow' }),
      storageClass({
        name: 'old-default',
        default: true,
        createdAt: '2025-01-01T00:00:00Z',
      }),
      storageClass({
        name: 'new-default',
        default: true,
        createdAt: '2026-01-01T00:00:00Z',
      }),
    ],
  });
  const offered = (...parameters: Parameters<typeof offerStorageClasses>) =>
    offerStorageClasses(...parameters).map(
      each => `${each.name}${each.default ? ' (default)' : ''}`,
    );

  it('offers all, and marks the one that claims without a class get', () => {
    expect(offered(view, { size: SIZE }, {})).toEqual([
      'new-default (default)',
      'old-default',
      'slow',
    ]);
  });

  it('tells what a class can do, as far as it is known', () => {
    expect(offerStorageClasses(view, { size: SIZE }, {})[2]).toEqual({
      name: 'slow',
      default: false,
      expandable: true,
      snapshots: false,
      accessModes: ['ReadWriteOnce'],
      bindingMode: 'WaitForFirstConsumer',
      reclaimPolicy: 'Delete',
    });
  });

  it('offers what the policy allows and the cluster has, as the policy puts it', () => {
    const storageClasses = [
      { name: 'slow', title: 'Cheap', default: true },
      { name: 'elsewhere', default: false },
      { name: 'new-default', default: false },
    ];
    expect(offered(view, { size: SIZE, storageClasses }, {})).toEqual([
      'slow (default)',
      'new-default',
    ]);
    expect(
      offerStorageClasses(view, { size: SIZE, storageClasses }, {})[0].title,
    ).toBe('Cheap');
  });

  it("falls back to the cluster's default where the policy has none", () => {
    expect(
      offered(
        view,
        {
          size: SIZE,
          storageClasses: [
            { name: 'slow', default: false },
            { name: 'new-default', default: false },
          ],
        },
        {},
      ),
    ).toEqual(['slow', 'new-default (default)']);
  });

  it('marks none where the default may not be chosen', () => {
    expect(
      offered(
        view,
        {
          size: SIZE,
          storageClasses: [{ name: 'old-default', default: false }],
        },
        {},
      ),
    ).toEqual(['old-default']);
  });

  it('prefers what the entity asks for, if it may', () => {
    expect(offered(view, { size: SIZE }, { storageClass: 'slow' })).toContain(
      'slow (default)',
    );
    expect(
      offered(view, { size: SIZE }, { storageClass: 'forbidden' }),
    ).toContain('new-default (default)');
  });
});

describe('accessModesOf', () => {
  it.each([
    ['ebs.csi.aws.com', false],
    ['rancher.io/local-path', false],
    ['kubernetes.io/no-provisioner', false],
    ['nfs.csi.k8s.io', true],
    ['efs.csi.aws.com', true],
    ['file.csi.azure.com', true],
    ['rook-ceph.cephfs.csi.ceph.com', true],
    ['rook-ceph.rbd.csi.ceph.com', false],
    ['cluster.local/nfs-subdir-external-provisioner', true],
    ['k8s-sigs.io/nfs-subdir-external-provisioner', true],
    ['evil-nfs.csi.k8s.io', false],
  ])('knows whether %s is made to be shared', (provisioner, shared) => {
    const view = createView({
      objects: [storageClass({ name: 'class', provisioner })],
    });
    expect(
      view
        .storageClasses()
        .map(accessModesOf)
        .map(modes => modes.includes('ReadWriteMany')),
    ).toEqual([shared]);
  });
});

describe('offerSize', () => {
  it.each([
    [undefined, '1Gi'],
    ['5Gi', '5Gi'],
    ['64Mi', '64Mi'],
    ['100Gi', '100Gi'],
    ['101Gi', '1Gi'],
    ['1Mi', '1Gi'],
  ])('suggests for %p: %s', (size, expected) => {
    expect(offerSize(SIZE, { size })).toEqual({ ...SIZE, default: expected });
  });
});

describe('findAttachableClaims', () => {
  const find = (
    objects: object[],
    options: { selecting?: string[] } = {},
  ): string[] => {
    const view = createView({ cluster: 'eu', objects });
    const [workload] = view.workloads(SELECTOR);
    const entityIndex: EntityIndex = {
      entitiesSelecting: () => options.selecting ?? [],
      noticed: () => {},
    };
    return findAttachableClaims({
      entityRef: 'component:default/guestbook',
      selector: SELECTOR,
      workload,
      view,
      entityIndex,
      facts: {},
      now: new Date('2026-02-01T00:00:00Z'),
    }).map(({ name }) => name);
  };
  const user = (name: string, claimName: string, labels = labelled(name)) =>
    deployment({
      name,
      labels,
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }],
    });

  it("finds the entity's own claims and nobody's, in its namespace", () => {
    expect(
      find([
        guestbook(),
        claim({ name: 'own', labels: labelled('guestbook') }),
        claim({ name: 'nobodys' }),
        claim({ name: 'elsewhere', namespace: 'prod' }),
      ]),
    ).toEqual(['nobodys', 'own']);
  });

  it.each([
    ['is a device', { volumeMode: 'Block' }],
    ['is being deleted', { deleting: true }],
    ['has lost its volume', { phase: 'Lost' }],
    [
      "is another entity's",
      { annotations: { 'backstage-persistence/entity': 'component:x' } },
    ],
  ])('leaves out one that %s', (_, options) => {
    expect(
      find([
        guestbook(),
        claim({ name: 'data', labels: labelled('guestbook'), ...options }),
      ]),
    ).toEqual([]);
  });

  it('leaves out one that another entity selects', () => {
    const objects = [
      guestbook(),
      claim({ name: 'data', labels: labelled('other') }),
    ];
    expect(find(objects, { selecting: ['component:default/other'] })).toEqual(
      [],
    );
    expect(find(objects)).toEqual(['data']);
  });

  it('leaves out one that the workload has already', () => {
    expect(
      find([
        guestbook({
          volumes: [
            { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
          ],
        }),
        claim({ name: 'data', accessModes: ['ReadWriteMany'] }),
      ]),
    ).toEqual([]);
  });

  it('leaves out one that another workload has, though no pod of it runs', () => {
    expect(
      find([
        guestbook(),
        user('second', 'data', labelled('guestbook')),
        claim({ name: 'data' }),
      ]),
    ).toEqual([]);
  });

  it.each([
    ['Running', []],
    ['Succeeded', ['data']],
  ])('knows what a pod in the phase %s has', (phase, names) => {
    expect(
      find([
        guestbook(),
        pod({ name: 'somebody', claims: ['data'], phase }),
        claim({ name: 'data' }),
      ]),
    ).toEqual(names);
  });

  it('finds one that its workloads share, but not one that others share', () => {
    expect(
      find([
        guestbook(),
        user('second', 'ours', labelled('guestbook')),
        user('other', 'theirs'),
        claim({ name: 'ours', accessModes: ['ReadWriteMany'] }),
        claim({ name: 'theirs', accessModes: ['ReadWriteMany'] }),
      ]),
    ).toEqual(['ours']);
  });
});

describe('findFreeVolumes', () => {
  const view = createView({
    objects: [
      volume({ name: 'classless' }),
      volume({ name: 'fast', storageClass: 'fast' }),
      volume({ name: 'slow', storageClass: 'slow' }),
      volume({ name: 'released', phase: 'Released' }),
      volume({ name: 'device', volumeMode: 'Block' }),
      volume({
        name: 'reserved',
        claimRef: { namespace: 'prod', name: 'secret-project' },
      }),
    ],
  });

  it('finds folders that nobody has or will have', () => {
    expect(findFreeVolumes(view, { size: SIZE })).toEqual([
      { name: 'classless', size: '2Gi', accessModes: ['ReadWriteOnce'] },
      {
        name: 'fast',
        size: '2Gi',
        accessModes: ['ReadWriteOnce'],
        storageClass: 'fast',
      },
      {
        name: 'slow',
        size: '2Gi',
        accessModes: ['ReadWriteOnce'],
        storageClass: 'slow',
      },
    ]);
  });

  it('keeps to the classes that the policy allows', () => {
    expect(
      findFreeVolumes(view, {
        size: SIZE,
        storageClasses: [{ name: 'fast', default: false }],
      }).map(({ name }) => name),
    ).toEqual(['classless', 'fast']);
  });
});
