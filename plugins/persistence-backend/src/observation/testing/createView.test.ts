import { createView } from './createView';

const selector = {
  labels: [{ key: 'app', operator: 'In' as const, values: ['guestbook'] }],
};

function deployment(name: string, labels: Record<string, string>) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace: 'shop', name, labels },
    spec: {
      replicas: 2,
      template: {
        spec: {
          containers: [
            {
              name: 'app',
              image: 'localhost/guestbook:1',
              volumeMounts: [{ name: 'data', mountPath: '/data' }],
            },
          ],
          volumes: [
            { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
          ],
        },
      },
    },
  };
}

describe('createView', () => {
  it('answers from raw objects', () => {
    const view = createView({
      objects: [
        deployment('guestbook', { app: 'guestbook' }),
        deployment('other', { app: 'other' }),
        {
          kind: 'PersistentVolumeClaimList',
          items: [{ metadata: { namespace: 'shop', name: 'data' } }],
        },
      ],
    });
    const [guestbook, ...others] = view.workloads(selector);
    expect(guestbook).toMatchObject({ kind: 'Deployment', name: 'guestbook' });
    expect(others).toEqual([]);
    const claim = view.claim('shop', 'data');
    expect(claim).toBeDefined();
    expect(claim && view.workloadsUsing(claim).map(({ name }) => name)).toEqual(
      ['guestbook', 'other'],
    );
    expect(view.knows('persistentvolumeclaims')).toBe(true);
    expect(Object.isFrozen(guestbook?.template.containers[0]?.mounts)).toBe(
      true,
    );
  });

  it('knows nothing of what was not read', () => {
    const view = createView({
      objects: [
        { kind: 'StorageClass', metadata: { name: 'fast' }, provisioner: 'p' },
      ],
      unknown: ['storageclasses'],
    });
    expect(view.knows('storageclasses')).toBe(false);
    expect(view.storageClasses()).toEqual([]);
  });

  it('refuses objects of kinds that are not observed', () => {
    expect(() => createView({ objects: [{ kind: 'Secret' }] })).toThrow(
      "Objects of the kind 'Secret' are not observed",
    );
  });
});
