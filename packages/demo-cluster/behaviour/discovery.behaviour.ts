import type {
  APIGroup,
  APIGroupList,
  APIResourceList,
} from 'kubernetes-types/meta/v1';
import { expectStatus } from './support/answer';
import { client } from './support/cluster';

const AGGREGATED =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';

interface AggregatedGroup {
  metadata: { name?: string };
  versions: Array<{
    version: string;
    freshness?: string;
    resources: Array<{ resource: string; verbs: string[] }>;
  }>;
}

describe('discovery', () => {
  it('says which version it is', async () => {
    const version = (
      await client.call<{ major: string; minor: string; gitVersion: string }>(
        'GET',
        '/version',
      )
    ).ok();

    expect(version.major).toBe('1');
    expect(Number.parseInt(version.minor, 10)).toBeGreaterThanOrEqual(34);
    expect(version.gitVersion).toMatch(/^v1\.\d+\.\d+/);
  });

  it.each(['/readyz', '/livez', '/healthz'])(
    'answers %s with ok',
    async path => {
      const answer = await client.call('GET', path, { accept: '*/*' });

      expect(answer).toMatchObject({ code: 200, text: 'ok' });
    },
  );

  it('names the versions of the core group', async () => {
    expect((await client.call('GET', '/api')).ok()).toMatchObject({
      kind: 'APIVersions',
      versions: ['v1'],
    });
  });

  it('lists the groups with their preferred versions', async () => {
    const list = (await client.call<APIGroupList>('GET', '/apis')).ok();

    expect(list).toMatchObject({ kind: 'APIGroupList', apiVersion: 'v1' });
    for (const name of ['apps', 'storage.k8s.io', 'authorization.k8s.io']) {
      expect(list.groups.find(group => group.name === name)).toMatchObject({
        versions: expect.arrayContaining([
          { groupVersion: `${name}/v1`, version: 'v1' },
        ]),
        preferredVersion: { groupVersion: `${name}/v1`, version: 'v1' },
      });
    }
  });

  it('describes one group', async () => {
    expect(
      (await client.call<APIGroup>('GET', '/apis/apps')).ok(),
    ).toMatchObject({
      kind: 'APIGroup',
      apiVersion: 'v1',
      name: 'apps',
      preferredVersion: { groupVersion: 'apps/v1', version: 'v1' },
    });
  });

  it('lists the resources of the core group with scope, kind, short names and verbs', async () => {
    const list = (await client.call<APIResourceList>('GET', '/api/v1')).ok();
    const named = (name: string) =>
      list.resources.find(resource => resource.name === name);

    expect(list).toMatchObject({ kind: 'APIResourceList', groupVersion: 'v1' });
    expect(named('persistentvolumeclaims')).toMatchObject({
      kind: 'PersistentVolumeClaim',
      singularName: 'persistentvolumeclaim',
      namespaced: true,
      shortNames: ['pvc'],
      verbs: expect.arrayContaining([
        'create',
        'delete',
        'get',
        'list',
        'patch',
        'update',
        'watch',
      ]),
    });
    expect(named('persistentvolumes')).toMatchObject({
      namespaced: false,
      shortNames: ['pv'],
    });
    expect(named('pods/exec')).toMatchObject({
      kind: 'PodExecOptions',
      verbs: expect.arrayContaining(['create', 'get']),
    });
    expect(named('pods/status')).toMatchObject({
      kind: 'Pod',
      verbs: expect.arrayContaining(['get', 'patch', 'update']),
    });
  });

  it('lists the resources of a named group with their subresources', async () => {
    const list = (
      await client.call<APIResourceList>('GET', '/apis/apps/v1')
    ).ok();

    expect(list).toMatchObject({
      kind: 'APIResourceList',
      apiVersion: 'v1',
      groupVersion: 'apps/v1',
    });
    expect(list.resources.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'deployments',
        'deployments/scale',
        'deployments/status',
        'replicasets',
        'statefulsets',
      ]),
    );
    expect(
      list.resources.find(({ name }) => name === 'deployments/scale'),
    ).toMatchObject({
      group: 'autoscaling',
      version: 'v1',
      kind: 'Scale',
    });
  });

  it.each([
    ['/api', '', 'persistentvolumeclaims'],
    ['/apis', 'apps', 'deployments'],
  ])(
    'aggregates the discovery of %s in one answer',
    async (path, group, resource) => {
      const answer = await client.call<{
        kind: string;
        apiVersion: string;
        items: AggregatedGroup[];
      }>('GET', path, {
        accept: `${AGGREGATED},application/json`,
      });
      const { kind, apiVersion, items } = answer.ok();
      const version = items.find(item => (item.metadata.name ?? '') === group)
        ?.versions[0];

      expect(answer.headers['content-type']).toContain(
        'as=APIGroupDiscoveryList',
      );
      expect({ kind, apiVersion }).toEqual({
        kind: 'APIGroupDiscoveryList',
        apiVersion: 'apidiscovery.k8s.io/v2',
      });
      expect(version?.version).toBe('v1');
      expect(
        version?.resources.find(each => each.resource === resource)?.verbs,
      ).toContain('watch');
    },
  );

  it('answers plain 404 for a group that it does not serve', async () => {
    const answer = await client.call('GET', '/apis/nothing.example/v1/things');

    expect(answer).toMatchObject({ code: 404, text: '404 page not found\n' });
  });

  it('answers a Status for a resource that it does not serve', async () => {
    const status = expectStatus(
      await client.call('GET', '/api/v1/namespaces/default/things'),
      {
        code: 404,
        reason: 'NotFound',
        message: 'the server could not find the requested resource',
      },
    );

    expect(status.details).toEqual({});
  });
});
