import { createView } from '../observation/testing/createView';
import type { Workload } from '../observation/view';
import { DEFAULT_POLICIES } from '../policies/testing';
import { deployment, labelled } from '../status/testing';
import { suggestPaths } from './suggestPaths';

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
  const suggest = (
    workload: Workload,
    prefill: Parameters<typeof suggestPaths>[1],
    deny: string[] = [],
  ) =>
    suggestPaths(workload, prefill, {
      ...DEFAULT_POLICIES,
      mountPaths: { deny },
    });
  const container = (name: string, mounts: Record<string, string>) => ({
    name,
    image: name,
    volumeMounts: Object.entries(mounts).map(([mountPath, volumeName]) => ({
      name: volumeName,
      mountPath,
    })),
  });

  it('suggests nothing where nothing is known', () => {
    expect(suggest(workloadOf([guestbook()]), {})).toEqual([]);
  });

  it('suggests what the entity names, in its first container', () => {
    expect(
      suggest(
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
      suggest(workload, { path: '/data', container: 'log' }),
    ).toMatchObject([{ container: 'log' }]);
    expect(
      suggest(workload, { path: '/data', container: 'gone' }),
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
            '/memory': 'memory',
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
      suggest(workload, { path: '/cache' }).map(
        each => `${each.container}:${each.path}`,
      ),
    ).toEqual(['web:/cache', 'writer:/out']);
    expect(suggest(workload, { path: '/cache' })[0].reason).toMatch(
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
    expect(suggest(workloadOf([object]), {})).toEqual([]);
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
      expect(suggest(workload, { path })).toHaveLength(free ? 1 : 0);
    },
  );

  it('suggests nothing that may not be kept', () => {
    const workload = workloadOf([
      guestbook({
        volumes: [
          { name: 'run', emptyDir: {} },
          { name: 'files', emptyDir: {} },
        ],
        containers: [
          container('web', { '/run/web': 'run', '/srv/files': 'files' }),
        ],
      }),
    ]);
    const paths = (deny: string[]) =>
      suggest(workload, { path: '/etc/web' }, deny).map(({ path }) => path);
    expect(paths(['/etc/**', '/run/**'])).toEqual(['/srv/files']);
    expect(paths([])).toEqual(['/etc/web', '/run/web', '/srv/files']);
  });
});
