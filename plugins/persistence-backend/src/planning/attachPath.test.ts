import type { Intent } from 'backstage-plugin-persistence-common';
import { claim, deployment, statefulSet } from './__fixtures__/objects';
import {
  codesOf,
  draft,
  stepOf,
  type Surroundings,
} from './__fixtures__/situation';

type Attach = Extract<Intent, { kind: 'attach' }>;

function attach(
  intent: Omit<Attach, 'kind'>,
  surroundings: Partial<Surroundings> = {},
) {
  return draft(
    { kind: 'attach', existingFiles: 'start-empty', ...intent },
    { objects: [deployment()], ...surroundings },
  );
}

/** A guestbook whose container has these mounts of these volumes. */
function mounting(
  volumes: Record<string, unknown>[],
  mounts: Record<string, unknown>[],
) {
  return deployment({
    pod: {
      volumes,
      containers: [{ name: 'web', image: 'web', volumeMounts: mounts }],
    },
  });
}

describe('the folder', () => {
  it.each([
    ['data', 'PATH_INVALID'],
    ['./data', 'PATH_INVALID'],
    ['/data/../etc', 'PATH_INVALID'],
    ['/..', 'PATH_INVALID'],
    ['/data/.', 'PATH_INVALID'],
    ['/da:ta', 'PATH_INVALID'],
    ['C:\\data', 'PATH_INVALID'],
    ['/data\n', 'PATH_INVALID'],
    ['/data\u0000', 'PATH_INVALID'],
    [`/${'a'.repeat(256)}`, 'PATH_INVALID'],
    [`${'/aaaaaaa'.repeat(129)}`, 'PATH_INVALID'],
    ['/', 'PATH_NOT_ALLOWED'],
    ['//', 'PATH_NOT_ALLOWED'],
    ['/etc', 'PATH_NOT_ALLOWED'],
    ['/etc/', 'PATH_NOT_ALLOWED'],
    ['/etc/guestbook', 'PATH_NOT_ALLOWED'],
    ['/proc', 'PATH_NOT_ALLOWED'],
    ['/proc/1', 'PATH_NOT_ALLOWED'],
    ['//proc//1', 'PATH_NOT_ALLOWED'],
    ['/sys/fs', 'PATH_NOT_ALLOWED'],
    ['/dev/shm', 'PATH_NOT_ALLOWED'],
    ['/var', 'PATH_NOT_ALLOWED'],
    ['/var/run/guestbook', 'PATH_NOT_ALLOWED'],
    ['/usr', 'PATH_NOT_ALLOWED'],
  ])('is refused: %j is %s', (path, code) => {
    const { blockers, steps, changes } = attach({ path });
    expect(codesOf(blockers)).toEqual([code]);
    expect(blockers[0]).toMatchObject({
      severity: 'danger',
      remedy: expect.any(String),
      params: { path: expect.any(String) },
    });
    expect({ steps, changes }).toEqual({ steps: [], changes: [] });
  });

  it.each([
    ['/data', '/data'],
    ['/data/', '/data'],
    ['//data///files', '/data/files'],
    ['/data/..files', '/data/..files'],
    ['/data/.hidden', '/data/.hidden'],
    ['/with space', '/with space'],
    ['/etcetera', '/etcetera'],
    ['/procedure/1', '/procedure/1'],
    ['/var/lib/guestbook', '/var/lib/guestbook'],
    ['/usr/share/nginx/html', '/usr/share/nginx/html'],
    [`/${'a'.repeat(255)}`, `/${'a'.repeat(255)}`],
  ])('may be %j', (path, settled) => {
    const { blockers, intent } = attach({ path });
    expect(blockers).toEqual([]);
    expect(intent).toMatchObject({ path: settled });
  });

  it('keeps to the policy, but never where no container could start', () => {
    const policies = { mountPaths: { deny: ['/srv/**', '/data'] } };
    const codes = (path: string) =>
      codesOf(attach({ path }, { policies }).blockers);
    expect(codes('/srv/files')).toEqual(['PATH_NOT_ALLOWED']);
    expect(codes('/data')).toEqual(['PATH_NOT_ALLOWED']);
    expect(codes('/data/files')).toEqual([]);
    expect(codes('/etc/guestbook')).toEqual([]);
    for (const path of ['/', '/proc/1', '/sys', '/dev/null']) {
      expect(codes(path)).toEqual(['PATH_NOT_ALLOWED']);
    }
  });

  it('names the rule that forbids it', () => {
    expect(attach({ path: '/etc/guestbook' }).blockers[0].text).toBe(
      '/etc/guestbook may not be kept: the rule /etc/** forbids it.',
    );
  });
});

describe('the folder among other mounts', () => {
  const volumes: [string, Record<string, unknown>][] = [
    ['a claim', { persistentVolumeClaim: { claimName: 'files' } }],
    ['a ConfigMap', { configMap: { name: 'files' } }],
    ['a Secret', { secret: { secretName: 'files' } }],
    ['the downward API', { downwardAPI: { items: [] } }],
    ['a projection', { projected: { sources: [] } }],
    ['an image', { image: { reference: 'files' } }],
    ['a folder of the node', { hostPath: { path: '/srv' } }],
    ['a claim of the pod’s own', { ephemeral: { volumeClaimTemplate: {} } }],
    ['NFS', { nfs: { server: 'nfs', path: '/' } }],
    ['an inline driver', { csi: { driver: 'files' } }],
    ['what may come', { telepathy: { strength: 11 } }],
  ];

  it.each(volumes)('is not at, inside or around %s', (_, source) => {
    const objects = [
      mounting(
        [{ name: 'files', ...source }],
        [{ name: 'files', mountPath: '/srv/files/' }],
      ),
      claim({ name: 'files' }),
    ];
    const codes = (path: string) =>
      codesOf(attach({ path }, { objects }).blockers);
    expect(codes('/srv/files')).toEqual(['PATH_IN_USE']);
    expect(codes('/srv/files/inner')).toEqual(['PATH_IN_USE']);
    expect(codes('/srv')).toEqual(['PATH_IN_USE']);
    expect(codes('/srv/other')).toEqual([]);
    expect(codes('/srv/files2')).toEqual([]);
    expect(codes('/data')).toEqual([]);
  });

  it('names what is in the way', () => {
    const objects = [
      mounting(
        [{ name: 'config', configMap: { name: 'config' } }],
        [{ name: 'config', mountPath: '/srv/config' }],
      ),
    ];
    expect(attach({ path: '/srv' }, { objects }).blockers).toMatchObject([
      {
        code: 'PATH_IN_USE',
        params: {
          path: '/srv',
          mount: '/srv/config',
          volume: 'config',
          container: 'web',
        },
        remedy: 'Choose a folder that is not inside or around it.',
      },
    ]);
  });

  it('is not where a claim template or a device is', () => {
    const set = statefulSet({
      spec: {
        volumeClaimTemplates: [{ metadata: { name: 'own' }, spec: {} }],
      },
      pod: {
        volumes: [{ name: 'disk', persistentVolumeClaim: { claimName: 'd' } }],
        containers: [
          {
            name: 'web',
            volumeMounts: [{ name: 'own', mountPath: '/own' }],
            volumeDevices: [{ name: 'disk', devicePath: '/srv/disk' }],
          },
        ],
      },
    });
    const codes = (path: string) =>
      codesOf(
        attach({ path }, { objects: [set], workload: { kind: 'StatefulSet' } })
          .blockers,
      );
    expect(codes('/own/files')).toEqual(['PATH_IN_USE']);
    expect(codes('/srv')).toEqual(['PATH_IN_USE']);
    expect(codes('/data')).toEqual([]);
  });

  it('may be where another container has a mount', () => {
    const objects = [
      deployment({
        pod: {
          volumes: [{ name: 'files', configMap: { name: 'files' } }],
          containers: [
            { name: 'web' },
            {
              name: 'log',
              volumeMounts: [{ name: 'files', mountPath: '/data' }],
            },
          ],
        },
      }),
    ];
    expect(attach({ path: '/data' }, { objects }).blockers).toEqual([]);
    expect(
      codesOf(
        attach({ path: '/data', container: 'log' }, { objects }).blockers,
      ),
    ).toEqual(['PATH_IN_USE']);
  });
});

describe('an emptyDir exactly at the folder', () => {
  const cache = { name: 'cache', emptyDir: {} };

  it('becomes the claim’s, for all containers that share it', () => {
    const shared = deployment({
      pod: {
        volumes: [
          {
            name: 'cache',
            emptyDir: { medium: 'Memory', sizeLimit: '64Mi' },
          },
        ],
        initContainers: [
          {
            name: 'prepare',
            volumeMounts: [{ name: 'cache', mountPath: '/prepare' }],
          },
          {
            name: 'proxy',
            restartPolicy: 'Always',
            volumeMounts: [
              { name: 'cache', mountPath: '/proxy', subPath: 'proxy' },
            ],
          },
        ],
        containers: [
          {
            name: 'web',
            volumeMounts: [{ name: 'cache', mountPath: '/cache/' }],
          },
          {
            name: 'log',
            volumeMounts: [
              { name: 'cache', mountPath: '/log', subPath: 'log' },
              { name: 'cache', mountPath: '/all', readOnly: true },
            ],
          },
        ],
      },
    });
    const plan = attach({ path: '/cache' }, { objects: [shared] });
    expect(plan.blockers).toEqual([]);
    expect(plan.intent).toMatchObject({
      path: '/cache',
      replaceVolume: 'cache',
    });
    expect(stepOf(plan, 'mount-claim')).toMatchObject({
      volume: 'cache',
      replacesEmptyDir: true,
      mounts: [
        { container: 'web', init: false, path: '/cache/', subPath: 'data' },
        { container: 'log', init: false, path: '/log', subPath: 'data/log' },
        { container: 'log', init: false, path: '/all', subPath: 'data' },
        {
          container: 'proxy',
          init: true,
          path: '/proxy',
          subPath: 'data/proxy',
        },
        { container: 'prepare', init: true, path: '/prepare', subPath: 'data' },
      ],
    });
    expect(stepOf(plan, 'create-claim').record).toMatchObject({
      container: 'web',
      path: '/cache',
      replaced: {
        volume: 'cache',
        emptyDir: { medium: 'Memory', sizeLimit: '64Mi' },
      },
    });
    expect(codesOf(plan.consequences)).toContain('EMPTY_DIR_IS_REPLACED');
  });

  it('is sent as one volume that changes its source', () => {
    const { changes } = attach(
      { path: '/cache' },
      {
        objects: [mounting([cache], [{ name: 'cache', mountPath: '/cache' }])],
      },
    );
    expect(changes[1]).toMatchObject({
      verb: 'patch',
      body: {
        spec: {
          template: {
            spec: {
              volumes: [
                {
                  name: 'cache',
                  emptyDir: null,
                  persistentVolumeClaim: { claimName: 'guestbook-data' },
                },
              ],
              containers: [
                {
                  name: 'web',
                  volumeMounts: [
                    { name: 'cache', mountPath: '/cache', subPath: 'data' },
                  ],
                },
              ],
            },
          },
        },
      },
    });
  });

  it('is chosen where nothing is said', () => {
    const objects = [
      mounting([cache], [{ name: 'cache', mountPath: '/cache' }]),
    ];
    expect(attach({}, { objects }).intent).toMatchObject({
      container: 'web',
      path: '/cache',
      replaceVolume: 'cache',
    });
  });

  it('may be named, and nothing else in its place', () => {
    const objects = [
      mounting([cache], [{ name: 'cache', mountPath: '/cache' }]),
    ];
    const codes = (intent: Omit<Attach, 'kind'>) =>
      codesOf(attach(intent, { objects }).blockers);
    expect(codes({ path: '/cache', replaceVolume: 'cache' })).toEqual([]);
    expect(codes({ path: '/cache', replaceVolume: 'other' })).toEqual([
      'REPLACED_VOLUME_UNKNOWN',
    ]);
    expect(codes({ path: '/data', replaceVolume: 'cache' })).toEqual([
      'REPLACED_VOLUME_UNKNOWN',
    ]);
  });

  it.each([
    ['has a part of it', { subPath: 'part' }, '/srv/cache'],
    ['may only read it', { readOnly: true }, '/srv/cache'],
    ['has it around the folder', {}, '/srv/cache/files'],
    ['has it inside the folder', {}, '/srv'],
  ])('is not replaced where the container %s', (_, options, path) => {
    const objects = [
      mounting(
        [cache],
        [{ name: 'cache', mountPath: '/srv/cache', ...options }],
      ),
    ];
    expect(codesOf(attach({ path }, { objects }).blockers)).toEqual([
      'PATH_IN_USE',
    ]);
  });

  it('stays where something else is mounted inside it', () => {
    const objects = [
      mounting(
        [cache, { name: 'config', configMap: { name: 'config' } }],
        [
          { name: 'cache', mountPath: '/cache' },
          { name: 'config', mountPath: '/cache/config' },
        ],
      ),
    ];
    expect(codesOf(attach({ path: '/cache' }, { objects }).blockers)).toEqual([
      'PATH_IN_USE',
    ]);
  });
});

describe('the folder that is chosen where nothing is said', () => {
  it('is the one that the entity names', () => {
    expect(
      attach({}, { annotations: { 'backstage-persistence/path': '/files' } })
        .intent,
    ).toMatchObject({ path: '/files' });
  });

  it('is asked for where there is none', () => {
    const { blockers, intent } = attach({});
    expect(blockers).toMatchObject([
      {
        code: 'PATH_NEEDED',
        params: { workload: 'guestbook' },
        remedy: 'Name the folder.',
      },
    ]);
    expect(intent).not.toHaveProperty('path');
  });

  it('is asked for where it is left empty', () => {
    expect(codesOf(attach({ path: '' }).blockers)).toEqual(['PATH_NEEDED']);
  });

  it('is no temporary space where nothing may be kept', () => {
    const objects = [
      mounting(
        [{ name: 'run', emptyDir: {} }],
        [{ name: 'run', mountPath: '/run/guestbook' }],
      ),
    ];
    expect(codesOf(attach({}, { objects }).blockers)).toEqual(['PATH_NEEDED']);
  });
});

describe('the container', () => {
  const objects = [
    deployment({
      pod: {
        containers: [{ name: 'web' }, { name: 'log' }],
        initContainers: [
          { name: 'prepare' },
          { name: 'proxy', restartPolicy: 'Always' },
        ],
      },
    }),
  ];

  it.each([
    ['the one that is asked for', { container: 'log' }, undefined, 'log'],
    ['a sidecar, if asked for', { container: 'proxy' }, undefined, 'proxy'],
    ['the one that the entity names', {}, 'log', 'log'],
    ['the first, where the entity names none of them', {}, 'gone', 'web'],
    ['the first, where nothing is said', {}, undefined, 'web'],
  ])('is %s', (_, intent, annotation, container) => {
    const plan = attach(
      { path: '/data', ...intent },
      {
        objects,
        ...(annotation && {
          annotations: { 'backstage-persistence/container': annotation },
        }),
      },
    );
    expect(plan.blockers).toEqual([]);
    expect(plan.intent).toMatchObject({ container });
    expect(stepOf(plan, 'mount-claim').mounts).toEqual([
      {
        container,
        init: container === 'proxy',
        path: '/data',
        subPath: 'data',
      },
    ]);
  });

  it.each(['nobody', 'prepare', ''])('is not %j', container => {
    const { blockers, intent } = attach(
      { path: '/data', container },
      { objects },
    );
    expect(blockers).toMatchObject([
      {
        code: 'CONTAINER_UNKNOWN',
        params: {
          workload: 'guestbook',
          container,
          containers: 'web, log, proxy',
        },
      },
    ]);
    expect(intent).toMatchObject({ container });
  });

  it('is sent by its kind: sidecars are among the init containers', () => {
    const { changes } = attach(
      { path: '/data', container: 'proxy' },
      { objects },
    );
    const patch = JSON.stringify(changes[1].body);
    expect(patch).toContain('"initContainers":[{"name":"proxy"');
    expect(patch).not.toContain('"containers"');
  });
});

describe('the folder of the volume', () => {
  it.each([
    [undefined, 'data'],
    ['files', 'files'],
    ['files/uploads/', 'files/uploads'],
    ['..files', '..files'],
  ])('is, for %j, %j', (subPath, settled) => {
    const plan = attach({
      path: '/data',
      ...(subPath !== undefined && { subPath }),
    });
    expect(plan.blockers).toEqual([]);
    expect(plan.intent).toMatchObject({ subPath: settled });
    expect(stepOf(plan, 'create-claim').record.subPath).toBe(settled);
  });

  it('is the volume itself where that is asked for', () => {
    const plan = attach({ path: '/data', subPath: '' });
    expect(plan.blockers).toEqual([]);
    expect(stepOf(plan, 'mount-claim').mounts).toEqual([
      { container: 'web', init: false, path: '/data' },
    ]);
    expect(stepOf(plan, 'create-claim').record).not.toHaveProperty('subPath');
  });

  it.each(['/files', '../files', 'files/..', 'a:b', '.', '/'])(
    'is not %j',
    subPath => {
      expect(attach({ path: '/data', subPath }).blockers).toMatchObject([
        { code: 'SUB_PATH_INVALID', params: { path: subPath } },
      ]);
    },
  );
});

it('says all at once that is wrong', () => {
  expect(
    codesOf(
      attach({
        path: 'data',
        container: 'nobody',
        subPath: '..',
        claim: { size: '0', storageClass: 'gone', name: 'No Name' },
        rehearse: true,
      }).blockers,
    ),
  ).toEqual([
    'CONTAINER_UNKNOWN',
    'PATH_INVALID',
    'NAME_INVALID',
    'SIZE_INVALID',
    'CLASS_UNKNOWN',
    'SUB_PATH_INVALID',
    'NOT_SUPPORTED_YET',
  ]);
});
