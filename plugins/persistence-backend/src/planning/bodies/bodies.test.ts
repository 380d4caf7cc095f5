import type { AdoptClaimStep, PlannedMount, ShelveClaimStep } from '../Step';
import { adoptPatch } from './adoptPatch';
import { claimBody } from './claimBody';
import { mountPatch } from './mountPatch';
import { shelvePatch } from './shelvePatch';
import { containersPatch } from './templatePatch';

const ENTITY = 'component:default/guestbook';

const CLAIM = {
  namespace: 'demo',
  name: 'files',
  uid: 'files-uid',
  keepUntil: '2026-03-03T12:00:00.000Z',
};

describe('the patch that takes a claim off the shelf', () => {
  const step: AdoptClaimStep = {
    kind: 'adopt-claim',
    ...CLAIM,
    record: { workload: 'guestbook', container: 'web', path: '/data' },
  };

  it('writes its new use, and takes every word of the old one away', () => {
    expect(adoptPatch(step, ENTITY)).toEqual({
      metadata: {
        annotations: {
          'backstage-persistence/entity': ENTITY,
          'backstage-persistence/workload': 'guestbook',
          'backstage-persistence/container': 'web',
          'backstage-persistence/path': '/data',
          'backstage-persistence/sub-path': null,
          'backstage-persistence/previous-strategy': null,
          'backstage-persistence/replaced': null,
          'backstage-persistence/shelved-at': null,
          'backstage-persistence/shelved-by': null,
          'backstage-persistence/keep-until': null,
        },
      },
    });
  });

  it('touches nothing else of the claim', () => {
    expect(Object.keys(adoptPatch(step, ENTITY))).toEqual(['metadata']);
  });
});

describe('the patch that puts a claim on the shelf', () => {
  const step: ShelveClaimStep = {
    kind: 'shelve-claim',
    ...CLAIM,
    record: { workload: 'guestbook', path: '/data', subPath: 'data' },
  };

  it('says where it was, and until when it stays', () => {
    expect(shelvePatch(step, { entityRef: ENTITY })).toEqual({
      metadata: {
        annotations: {
          'backstage-persistence/entity': ENTITY,
          'backstage-persistence/workload': 'guestbook',
          'backstage-persistence/container': null,
          'backstage-persistence/path': '/data',
          'backstage-persistence/sub-path': 'data',
          'backstage-persistence/previous-strategy': null,
          'backstage-persistence/replaced': null,
          'backstage-persistence/keep-until': CLAIM.keepUntil,
        },
      },
    });
  });

  it('says since when and by whom, once that is known', () => {
    expect(
      shelvePatch(step, {
        entityRef: ENTITY,
        shelvedAt: '2026-02-01T12:00:00Z',
        shelvedBy: 'user:default/guest',
      }),
    ).toMatchObject({
      metadata: {
        annotations: {
          'backstage-persistence/shelved-at': '2026-02-01T12:00:00Z',
          'backstage-persistence/shelved-by': 'user:default/guest',
        },
      },
    });
  });
});

describe('a new claim', () => {
  it('has no label of a workload that has no id', () => {
    expect(
      claimBody(
        {
          kind: 'create-claim',
          namespace: 'demo',
          name: 'files',
          size: '1Gi',
          storageClass: 'shared',
          accessMode: 'ReadWriteMany',
          record: { workload: 'guestbook', container: 'web', path: '/data' },
          keepUntil: CLAIM.keepUntil,
        },
        ENTITY,
      ),
    ).toMatchObject({
      metadata: { labels: { 'backstage-persistence/managed': 'true' } },
      spec: { accessModes: ['ReadWriteMany'], storageClassName: 'shared' },
    });
  });
});

describe('the patch that mounts a claim', () => {
  it('leaves the strategy alone, and never sends $retainKeys in a volume', () => {
    const patch = mountPatch({
      kind: 'mount-claim',
      workload: {
        cluster: 'prod',
        namespace: 'demo',
        kind: 'Deployment',
        name: 'guestbook',
        uid: 'guestbook-uid',
        generation: 3,
      },
      claim: 'files',
      volume: 'files',
      replacesEmptyDir: true,
      mounts: [{ container: 'web', init: false, path: '/data' }],
      recreate: false,
    });
    expect(JSON.stringify(patch)).not.toMatch(/strategy|retainKeys/);
    expect(patch).toEqual({
      spec: {
        template: {
          spec: {
            volumes: [
              {
                name: 'files',
                emptyDir: null,
                persistentVolumeClaim: { claimName: 'files' },
              },
            ],
            containers: [
              {
                name: 'web',
                volumeMounts: [{ name: 'files', mountPath: '/data' }],
              },
            ],
          },
        },
      },
    });
  });
});

describe('the containers of a patch', () => {
  const mount = (container: string, path: string, init = false) => ({
    container,
    init,
    path,
  });
  const patch = (mounts: PlannedMount[]) =>
    containersPatch(mounts, ({ path }) => ({ mountPath: path }));

  it('are named once each, with all of their mounts', () => {
    expect(
      patch([
        mount('web', '/a'),
        mount('log', '/b'),
        mount('web', '/c'),
        mount('prepare', '/d', true),
      ]),
    ).toEqual({
      containers: [
        {
          name: 'web',
          volumeMounts: [{ mountPath: '/a' }, { mountPath: '/c' }],
        },
        { name: 'log', volumeMounts: [{ mountPath: '/b' }] },
      ],
      initContainers: [
        { name: 'prepare', volumeMounts: [{ mountPath: '/d' }] },
      ],
    });
  });

  it('are left out where there are none: an empty list would say something', () => {
    expect(patch([])).toEqual({});
    expect(patch([mount('prepare', '/d', true)])).not.toHaveProperty(
      'containers',
    );
  });
});
