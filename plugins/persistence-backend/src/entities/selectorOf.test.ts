import type { Entity } from '@backstage/catalog-model';
import { matchesSelector } from '../observation/view';
import { SELECTS_NOTHING, selectorOf } from './selectorOf';

function entityWith(annotations: Record<string, string> | undefined): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'guestbook', annotations },
  };
}

const SOME_LABELS: Record<string, string>[] = [
  {},
  { a: 'b' },
  { app: 'web' },
  { 'backstage.io/kubernetes-id': 'guestbook' },
  { 'backstage.io/kubernetes-id': '' },
];

describe('selectorOf', () => {
  it('looks for the label that the id annotation names', () => {
    expect(
      selectorOf(entityWith({ 'backstage.io/kubernetes-id': 'guestbook' })),
    ).toEqual({
      labelSelector: 'backstage.io/kubernetes-id=guestbook',
      selector: {
        labels: [
          {
            key: 'backstage.io/kubernetes-id',
            operator: 'In',
            values: ['guestbook'],
          },
        ],
      },
    });
  });

  it('prefers the label selector to the id', () => {
    expect(
      selectorOf(
        entityWith({
          'backstage.io/kubernetes-id': 'guestbook',
          'backstage.io/kubernetes-label-selector': 'app=web,!canary',
        }),
      ),
    ).toEqual({
      labelSelector: 'app=web,!canary',
      selector: {
        labels: [
          { key: 'app', operator: 'In', values: ['web'] },
          { key: 'canary', operator: 'DoesNotExist', values: [] },
        ],
      },
    });
  });

  it('narrows to a namespace and a cluster', () => {
    expect(
      selectorOf(
        entityWith({
          'backstage.io/kubernetes-id': 'guestbook',
          'backstage.io/kubernetes-namespace': 'demo',
          'backstage.io/kubernetes-cluster': 'eu',
        }),
      )?.selector,
    ).toMatchObject({ namespace: 'demo', cluster: 'eu' });
  });

  it.each([
    ['no annotations', undefined],
    ['other annotations', { 'backstage.io/kubernetes-namespace': 'demo' }],
    ['an empty id', { 'backstage.io/kubernetes-id': '  ' }],
    [
      'an empty label selector',
      { 'backstage.io/kubernetes-label-selector': '' },
    ],
  ])('finds no selector in %s', (_, annotations) => {
    expect(selectorOf(entityWith(annotations))).toBeUndefined();
  });

  it('takes the id where the label selector is empty, as the Kubernetes plugin does', () => {
    expect(
      selectorOf(
        entityWith({
          'backstage.io/kubernetes-id': 'guestbook',
          'backstage.io/kubernetes-label-selector': ' ',
        }),
      )?.labelSelector,
    ).toBe('backstage.io/kubernetes-id=guestbook');
  });

  it.each(['app in web', 'a=b,', ',', '{}'])(
    'shows the selector %p, which cannot be read, and selects nothing',
    labelSelector => {
      const lookup = selectorOf(
        entityWith({
          'backstage.io/kubernetes-id': 'guestbook',
          'backstage.io/kubernetes-label-selector': labelSelector,
        }),
      );
      expect(lookup?.labelSelector).toBe(labelSelector);
      for (const labels of SOME_LABELS) {
        expect(
          matchesSelector(lookup?.selector ?? { labels: [] }, {
            namespace: 'demo',
            labels,
          }),
        ).toBe(false);
      }
    },
  );

  it('does not let an id smuggle in requirements', () => {
    const selector = selectorOf(
      entityWith({ 'backstage.io/kubernetes-id': 'a,app=web' }),
    )?.selector;
    expect(selector?.labels).toEqual([
      {
        key: 'backstage.io/kubernetes-id',
        operator: 'In',
        values: ['a,app=web'],
      },
    ]);
  });
});

describe('SELECTS_NOTHING', () => {
  it.each(SOME_LABELS)('does not match %p', labels => {
    expect(
      matchesSelector(SELECTS_NOTHING, { namespace: 'demo', labels }),
    ).toBe(false);
  });
});
