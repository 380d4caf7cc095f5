import { labelsOf } from './labelsOf';

describe('labelsOf', () => {
  it.each([
    ['app=orders', [['app', 'orders']]],
    ['app==orders', [['app', 'orders']]],
    [
      'backstage.io/kubernetes-id=orders, tier=db',
      [
        ['backstage.io/kubernetes-id', 'orders'],
        ['tier', 'db'],
      ],
    ],
    ['app=', [['app', '']]],
  ])('reads %s', (selector, labels) => {
    expect(labelsOf(selector)).toEqual(labels);
  });

  it.each(['app!=orders', 'app in (a,b)', 'app', '!app', ''])(
    'writes no labels for %p',
    selector => {
      expect(labelsOf(selector)).toEqual([]);
    },
  );
});
