import { ConfigReader } from '@backstage/config';
import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClusterSources } from './createClusterSources';

let folder: string;
let kubeconfig: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kubeconfig-'));
  kubeconfig = join(folder, 'config');
  await writeFile(
    kubeconfig,
    JSON.stringify({
      'current-context': 'main',
      clusters: [{ name: 'c', cluster: { server: 'https://one.test' } }],
      users: [{ name: 'u', user: { token: 'a-secret' } }],
      contexts: [{ name: 'main', context: { cluster: 'c', user: 'u' } }],
    }),
  );
});

afterAll(() => rm(folder, { recursive: true, force: true }));

function create(config: JsonObject) {
  return createClusterSources({
    config: new ConfigReader(config),
    auth: mockServices.auth(),
    discovery: mockServices.discovery(),
    logger: mockServices.logger.mock(),
  });
}

describe('where clusters come from', () => {
  it('is only persistence.clusters where it is configured', async () => {
    const sources = create({
      kubernetes: { clusterLocatorMethods: [] },
      persistence: { clusters: [{ name: 'prod', kubeconfig }] },
    });
    const clusters = await sources[0].clusters();

    expect(sources).toHaveLength(1);
    expect(sources[0].refreshMs).toBeUndefined();
    expect(clusters).toMatchObject([
      { name: 'prod', readOnly: false, resumesWatches: true },
    ]);
    expect(await sources[0].clusters()).toEqual(clusters);
    await sources[0].close();
  });

  it('is the Kubernetes plugin otherwise, asked every minute', () => {
    expect(create({})).toMatchObject([
      { name: 'kubernetes plugin', refreshMs: 60_000 },
    ]);
  });

  it('is an error at once where a kubeconfig cannot be used', () => {
    expect(() =>
      create({
        persistence: {
          clusters: [
            { name: 'prod', kubeconfig },
            { name: 'dev', kubeconfig, context: 'dev' },
          ],
        },
      }),
    ).toThrow(
      "Invalid config at persistence.clusters[1].context: the kubeconfig has no context 'dev'; it has 'main'",
    );
  });
});
