import type { DefaultRegistry } from '../registry/DefaultRegistry';
import { failureOf } from '../registry/testing/failureOf';
import { claim, pod, TestRegistry } from '../registry/testing/TestRegistry';
import {
  namespaces,
  persistentVolumeClaims,
  pods,
  resourceQuotas,
} from '../resources';

let test: TestRegistry;
let registry: DefaultRegistry;

beforeEach(() => {
  test = TestRegistry.create();
  registry = test.registry;
});

afterEach(() => {
  test.dispose();
});

describe('a quota', () => {
  function limit(name: string, hard: Record<string, string>) {
    registry.create(resourceQuotas, {
      metadata: { name, namespace: 'demo' },
      spec: { hard },
    });
  }

  function claimOf(name: string, storage: string, dryRun = false) {
    return registry.create(
      persistentVolumeClaims,
      {
        ...claim(name),
        spec: { ...claim(name).spec, resources: { requests: { storage } } },
      },
      { dryRun },
    );
  }

  it('refuses what it has no room for, also in a dry run, and names every amount that is exceeded', () => {
    limit('storage', {
      persistentvolumeclaims: '2',
      'requests.storage': '1Gi',
      'standard.storageclass.storage.k8s.io/requests.storage': '512Mi',
    });

    expect(failureOf(() => claimOf('a', '2Gi', true))).toEqual({
      code: 403,
      reason: 'Forbidden',
      message:
        'persistentvolumeclaims "a" is forbidden: exceeded quota: storage, requested: requests.storage=2Gi,standard.storageclass.storage.k8s.io/requests.storage=2Gi, used: requests.storage=0,standard.storageclass.storage.k8s.io/requests.storage=0, limited: requests.storage=1Gi,standard.storageclass.storage.k8s.io/requests.storage=512Mi',
      details: { name: 'a', kind: 'persistentvolumeclaims' },
    });
    claimOf('b', '100Mi');
    expect(failureOf(() => claimOf('c', '500Mi')).message).toBe(
      'persistentvolumeclaims "c" is forbidden: exceeded quota: storage, requested: standard.storageclass.storage.k8s.io/requests.storage=500Mi, used: standard.storageclass.storage.k8s.io/requests.storage=100Mi, limited: standard.storageclass.storage.k8s.io/requests.storage=512Mi',
    );
    claimOf('d', '412Mi');
    expect(failureOf(() => claimOf('e', '1')).message).toContain(
      'requested: persistentvolumeclaims=1,',
    );
  });

  it('has room again when something is gone', () => {
    limit('storage', { 'requests.storage': '1Gi' });
    claimOf('a', '1Gi');
    expect(failureOf(() => claimOf('b', '1Gi'))).toMatchObject({ code: 403 });

    registry.mutate(persistentVolumeClaims, 'demo', 'a', draft => {
      draft.metadata.finalizers = [];
    });
    registry.delete(persistentVolumeClaims, 'demo', 'a');

    expect(claimOf('b', '1Gi').metadata.name).toBe('b');
  });

  it('of one namespace says nothing about another', () => {
    limit('storage', { 'requests.storage': '1Mi' });
    registry.create(namespaces, { metadata: { name: 'other' } });

    expect(
      registry.create(
        persistentVolumeClaims,
        claim('data', { namespace: 'other' }),
      ).metadata.namespace,
    ).toBe('other');
  });

  it('of pods counts those that have not ended', () => {
    limit('pods', { pods: '1' });
    registry.create(pods, pod('a'));
    expect(failureOf(() => registry.create(pods, pod('b')))).toMatchObject({
      code: 403,
      message:
        'pods "b" is forbidden: exceeded quota: pods, requested: pods=1, used: pods=1, limited: pods=1',
    });

    registry.mutate(
      pods,
      'demo',
      'a',
      draft => Object.assign(draft.status ?? {}, { phase: 'Succeeded' }),
      { subresource: 'status' },
    );

    expect(registry.create(pods, pod('b')).metadata.name).toBe('b');
  });

  it('of what nothing counts is refused', () => {
    expect(
      failureOf(() => limit('cpu', { 'requests.cpu': '1' })),
    ).toMatchObject({ code: 422 });
  });
});
