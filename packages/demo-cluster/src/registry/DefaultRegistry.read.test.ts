import { namespaces, pods } from '../resources';
import type { DefaultRegistry } from './DefaultRegistry';
import { pod, TestRegistry } from './testing/TestRegistry';

let test: TestRegistry;
let registry: DefaultRegistry;

beforeEach(() => {
  test = TestRegistry.create();
  registry = test.registry;
});

afterEach(() => {
  test.dispose();
});

describe('listing', () => {
  beforeEach(() => {
    registry.create(namespaces, { metadata: { name: 'a' } });
    registry.create(pods, pod('b', { labels: { app: 'web' } }));
    registry.create(pods, pod('a', { labels: { app: 'api' } }));
    registry.create(pods, pod('c', { namespace: 'a' }));
  });

  function names(filter?: Parameters<DefaultRegistry['list']>[1]) {
    return registry
      .list(pods, filter)
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  }

  it('sorts by namespace and name', () => {
    expect(names()).toEqual(['a/c', 'demo/a', 'demo/b']);
  });

  it('is narrowed by namespace and labels', () => {
    expect(names({ namespace: 'demo' })).toEqual(['demo/a', 'demo/b']);
    expect(names({ labels: { matchLabels: { app: 'web' } } })).toEqual([
      'demo/b',
    ]);
    expect(names({ namespace: 'a', labels: {} })).toEqual(['a/c']);
    expect(names({ namespace: 'nope' })).toEqual([]);
  });
});

describe('watching', () => {
  it('tells each change until it is ended, and replays what was missed', () => {
    const { version } = registry;
    const types: string[] = [];
    const end = registry.watch(pods, ({ type }) => types.push(type));

    registry.create(pods, pod('a'));
    registry.mutate(pods, 'demo', 'a', draft => {
      draft.metadata.labels = { app: 'web' };
    });
    end();
    registry.delete(pods, 'demo', 'a');

    expect(types).toEqual(['ADDED', 'MODIFIED']);
    expect(
      registry.changesSince(pods, version)?.map(({ type }) => type),
    ).toEqual(['ADDED', 'MODIFIED', 'DELETED']);
    expect(registry.changesSince(pods, 1)).toBeUndefined();
  });
});
