import { ConfigReader } from '@backstage/config';
import type { JsonValue } from '@backstage/types';
import { readClusterOptions } from './readClusterOptions';

function read(clusters: JsonValue) {
  return readClusterOptions(new ConfigReader({ persistence: { clusters } }));
}

describe('persistence.clusters', () => {
  it('may be missing', () => {
    expect(readClusterOptions(new ConfigReader({}))).toBeUndefined();
    expect(
      readClusterOptions(new ConfigReader({ persistence: {} })),
    ).toBeUndefined();
  });

  it('names clusters and how they are reached', () => {
    expect(
      read([
        { name: 'a', kubeconfig: '/etc/a', context: 'main' },
        { name: 'b', kubeconfig: '/etc/b' },
        { name: 'c', context: 'c', inCluster: false },
        { name: 'd', inCluster: true },
      ]),
    ).toEqual([
      {
        key: 'persistence.clusters[0]',
        name: 'a',
        reachedBy: { kind: 'kubeconfig', file: '/etc/a', context: 'main' },
      },
      {
        key: 'persistence.clusters[1]',
        name: 'b',
        reachedBy: { kind: 'kubeconfig', file: '/etc/b', context: undefined },
      },
      {
        key: 'persistence.clusters[2]',
        name: 'c',
        reachedBy: { kind: 'kubeconfig', file: undefined, context: 'c' },
      },
      {
        key: 'persistence.clusters[3]',
        name: 'd',
        reachedBy: { kind: 'inCluster' },
      },
    ]);
  });

  it.each<[string, JsonValue, string]>([
    [
      'an empty list',
      [],
      "Invalid config at persistence.clusters: the list is empty: add a cluster, or remove the key to use the Kubernetes plugin's clusters",
    ],
    [
      'no name',
      [{ inCluster: true }],
      'Invalid config at persistence.clusters[0]: the cluster has no name',
    ],
    [
      'a blank name',
      [{ name: ' ', inCluster: true }],
      'Invalid config at persistence.clusters[0]: the cluster has no name',
    ],
    [
      'no way to reach it',
      [{ name: 'a' }],
      "Invalid config at persistence.clusters[0]: nothing says how cluster 'a' is reached: add kubeconfig (a file), context (of your default kubeconfig), or inCluster: true",
    ],
    [
      'both kubeconfig and inCluster',
      [{ name: 'a', kubeconfig: '/x', inCluster: true }],
      "Invalid config at persistence.clusters[0]: cluster 'a' has both inCluster and kubeconfig: remove one of them",
    ],
    [
      'both context and inCluster',
      [{ name: 'a', context: 'x', inCluster: true }],
      "Invalid config at persistence.clusters[0]: cluster 'a' has both inCluster and context: remove one of them",
    ],
    [
      'a name twice',
      [
        { name: 'a', inCluster: true },
        { name: 'b', inCluster: true },
        { name: 'a', kubeconfig: '/x' },
      ],
      "Invalid config at persistence.clusters[2]: the name 'a' is already taken by persistence.clusters[0]: every cluster needs its own",
    ],
    [
      'a misspelt key',
      [{ name: 'a', kubeConfig: '/x' }],
      "Invalid config at persistence.clusters[0]: 'kubeConfig' is not known; known are name, kubeconfig, context, inCluster",
    ],
    [
      'something else',
      'prod',
      "Invalid type in config for key 'persistence.clusters'",
    ],
    [
      'a number as a name',
      [{ name: { a: 1 }, inCluster: true }],
      "Invalid type in config for key 'persistence.clusters[0].name'",
    ],
  ])('is refused with %s', (_, clusters, message) => {
    expect(() => read(clusters)).toThrow(message);
  });
});
