import { parseLabelSelector } from './parseLabelSelector';
import { SelectorTable } from './SelectorTable';

const WORKLOAD = {
  namespace: 'demo',
  labels: { app: 'web', tier: 'front', 'backstage.io/kubernetes-id': 'web' },
};

function entity(
  name: string,
  labelSelector: string,
  scope: { namespace?: string; cluster?: string } = {},
) {
  return {
    entityRef: `component:default/${name}`,
    selector: { labels: parseLabelSelector(labelSelector), ...scope },
  };
}

describe('SelectorTable', () => {
  it.each([
    ['app=web', true],
    ['app=db', false],
    ['app in (db, web)', true],
    ['app=web,tier=back', false],
    ['tier!=back,app=web', true],
    ['app', true],
    ['!canary', true],
    ['!app', false],
    ['app!=web', false],
    ['canary!=true', true],
  ])('knows whether %p selects a workload', (labelSelector, selects) => {
    const table = SelectorTable.of([entity('one', labelSelector)]);
    expect(table.entitiesSelecting('eu', WORKLOAD)).toEqual(
      selects ? ['component:default/one'] : [],
    );
  });

  it('finds each entity once, in order', () => {
    const table = SelectorTable.of([
      entity('c', '!canary'),
      entity('b', 'app in (web, db),tier in (front)'),
      entity('a', 'backstage.io/kubernetes-id=web'),
    ]);
    expect(table.entitiesSelecting('eu', WORKLOAD)).toEqual([
      'component:default/a',
      'component:default/b',
      'component:default/c',
    ]);
  });

  it('keeps to the namespaces and clusters that entities name', () => {
    const table = SelectorTable.of([
      entity('here', 'app=web', { namespace: 'demo', cluster: 'eu' }),
      entity('other-namespace', 'app=web', { namespace: 'prod' }),
      entity('other-cluster', 'app=web', { cluster: 'us' }),
    ]);
    expect(table.entitiesSelecting('eu', WORKLOAD)).toEqual([
      'component:default/here',
    ]);
  });

  it('is not confused by labels that look alike', () => {
    const table = SelectorTable.of([
      {
        entityRef: 'component:default/a',
        selector: { labels: [{ key: 'a', operator: 'In', values: ['b=c'] }] },
      },
    ]);
    expect(
      table.entitiesSelecting('eu', {
        namespace: 'demo',
        labels: { 'a=b': 'c' },
      }),
    ).toEqual([]);
  });

  it('finds the ones among very many quickly', () => {
    const table = SelectorTable.of(
      Array.from({ length: 20_000 }, (_, index) =>
        entity(`${index}`, `backstage.io/kubernetes-id=service-${index}`),
      ),
    );
    const start = performance.now();
    for (let index = 0; index < 1_000; index += 1) {
      expect(
        table.entitiesSelecting('eu', {
          namespace: 'demo',
          labels: { 'backstage.io/kubernetes-id': `service-${index}` },
        }),
      ).toHaveLength(1);
    }
    // Evaluating all of them takes some 2 s
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});
