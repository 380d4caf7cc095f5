import { DEFAULT_POLICIES } from '../../policies/testing';
import { createView } from '../../observation/testing/createView';
import { storageClass } from '../testing';
import { offerStorageClasses } from './offerStorageClasses';

describe('offerStorageClasses', () => {
  const view = createView({
    objects: [
      storageClass({ name: 'slow' }),
      storageClass({
        name: 'old-default',
        default: true,
        createdAt: '2025-01-01T00:00:00Z',
      }),
      storageClass({
        name: 'new-default',
        default: true,
        createdAt: '2026-01-01T00:00:00Z',
      }),
    ],
  });
  const offered = (...parameters: Parameters<typeof offerStorageClasses>) =>
    offerStorageClasses(...parameters).map(
      each => `${each.name}${each.default ? ' (default)' : ''}`,
    );

  it('offers all, and marks the one that claims without a class get', () => {
    expect(offered(view, DEFAULT_POLICIES, {})).toEqual([
      'new-default (default)',
      'old-default',
      'slow',
    ]);
  });

  it('tells what a class can do, as far as it is known', () => {
    expect(offerStorageClasses(view, DEFAULT_POLICIES, {})[2]).toEqual({
      name: 'slow',
      default: false,
      expandable: true,
      snapshots: false,
      accessModes: ['ReadWriteOnce', 'ReadWriteOncePod'],
      bindingMode: 'WaitForFirstConsumer',
      reclaimPolicy: 'Delete',
    });
  });

  it('offers what the policy allows and the cluster has, as the policy puts it', () => {
    const storageClasses = [
      { name: 'slow', title: 'Cheap', default: true },
      { name: 'elsewhere', default: false },
      { name: 'new-default', default: false },
    ];
    expect(offered(view, { ...DEFAULT_POLICIES, storageClasses }, {})).toEqual([
      'slow (default)',
      'new-default',
    ]);
    expect(
      offerStorageClasses(view, { ...DEFAULT_POLICIES, storageClasses }, {})[0]
        .title,
    ).toBe('Cheap');
  });

  it("falls back to the cluster's default where the policy has none", () => {
    expect(
      offered(
        view,
        {
          ...DEFAULT_POLICIES,
          storageClasses: [
            { name: 'slow', default: false },
            { name: 'new-default', default: false },
          ],
        },
        {},
      ),
    ).toEqual(['slow', 'new-default (default)']);
  });

  it('marks none where the default may not be chosen, unless there is no choice', () => {
    const allowing = (...names: string[]) =>
      offered(
        view,
        {
          ...DEFAULT_POLICIES,
          storageClasses: names.map(name => ({ name, default: false })),
        },
        {},
      );
    expect(allowing('old-default', 'slow')).toEqual(['old-default', 'slow']);
    expect(allowing('slow')).toEqual(['slow (default)']);
  });

  it('prefers what the entity asks for, if it may', () => {
    expect(offered(view, DEFAULT_POLICIES, { storageClass: 'slow' })).toContain(
      'slow (default)',
    );
    expect(
      offered(view, DEFAULT_POLICIES, { storageClass: 'forbidden' }),
    ).toContain('new-default (default)');
  });
});
