import type { Service } from 'kubernetes-types/core/v1';
import { StatusError } from '../model/StatusError';
import type { DefaultRegistry } from '../registry/DefaultRegistry';
import {
  claim,
  deployment,
  pod,
  TestRegistry,
} from '../registry/testing/TestRegistry';
import {
  deployments,
  namespaces,
  persistentVolumeClaims,
  persistentVolumes,
  pods,
  resourceQuotas,
  services,
  storageClasses,
} from '../resources';
import { DEFAULT_CLASS_ANNOTATION } from '../resources/storageClasses';

let test: TestRegistry;
let registry: DefaultRegistry;

beforeEach(() => {
  test = TestRegistry.create();
  registry = test.registry;
});

afterEach(() => {
  test.dispose();
});

function failureOf(action: () => unknown) {
  try {
    action();
  } catch (error) {
    if (error instanceof StatusError) {
      const { code, reason, message, details } = error.toStatus();
      return { code, reason, message, details };
    }
    throw error;
  }
  throw new Error('did not fail');
}

describe('namespaces', () => {
  it('must be there before what is in them', () => {
    expect(
      failureOf(() =>
        registry.create(deployments, deployment('web', { namespace: 'nope' })),
      ),
    ).toEqual({
      code: 404,
      reason: 'NotFound',
      message: 'namespaces "nope" not found',
      details: { name: 'nope', kind: 'namespaces' },
    });
  });

  it('that are ending take nothing new, but let go of what they have', () => {
    registry.create(deployments, deployment('web'));
    registry.delete(namespaces, undefined, 'demo');

    expect(
      failureOf(() => registry.create(persistentVolumeClaims, claim('data'))),
    ).toEqual({
      code: 403,
      reason: 'Forbidden',
      message:
        'persistentvolumeclaims "data" is forbidden: unable to create new content in namespace demo because it is being terminated',
      details: {
        name: 'data',
        kind: 'persistentvolumeclaims',
        causes: [
          {
            reason: 'NamespaceTerminating',
            message: 'namespace demo is being terminated',
            field: 'metadata.namespace',
          },
        ],
      },
    });
    registry.mutate(deployments, 'demo', 'web', draft => {
      draft.metadata.labels = { changed: 'yes' };
    });
    registry.delete(deployments, 'demo', 'web');
    expect(registry.list(deployments)).toEqual([]);
  });

  it.each(['default', 'kube-system', 'kube-public'])(
    'of the system stay: %s',
    name => {
      registry.create(namespaces, { metadata: { name } });

      expect(
        failureOf(() => registry.delete(namespaces, undefined, name)),
      ).toMatchObject({
        code: 403,
        message: `namespaces "${name}" is forbidden: this namespace may not be deleted`,
      });
    },
  );

  it('that ask for Pod Security are refused, because nothing here would enforce it', () => {
    const enforcing = (level: string) => ({
      metadata: {
        name: 'strict',
        labels: { 'pod-security.kubernetes.io/enforce': level },
      },
    });

    expect(
      failureOf(() => registry.create(namespaces, enforcing('restricted'))),
    ).toMatchObject({
      code: 403,
      message: expect.stringContaining(
        'does not enforce Pod Security Standards',
      ),
    });
    registry.create(namespaces, enforcing('privileged'));
    expect(
      failureOf(() => registry.update(namespaces, enforcing('baseline'))),
    ).toMatchObject({ code: 403 });
  });
});

describe('claims', () => {
  function classOf(name: string, storageClassName?: string) {
    const wanted = claim(name);
    return registry.create(persistentVolumeClaims, {
      ...wanted,
      spec: {
        ...wanted.spec,
        ...(storageClassName === undefined ? {} : { storageClassName }),
      },
    }).spec?.storageClassName;
  }

  it('without a class get the default one', () => {
    expect(classOf('data')).toBe('standard');
  });

  it('that ask for no class or another one get what they ask for', () => {
    expect(classOf('none', '')).toBe('');
    expect(classOf('other', 'fast')).toBe('fast');
  });

  it('get the newest of several default classes, then the first by name', () => {
    const isDefault = { [DEFAULT_CLASS_ANNOTATION]: 'true' };
    const addClass = (name: string) =>
      registry.create(storageClasses, {
        metadata: { name, annotations: isDefault },
        provisioner: 'loop.csi.test',
      });
    test.now = new Date('2026-01-02T00:00:00Z');
    addClass('b-newest');
    addClass('a-newest');

    expect(classOf('data')).toBe('a-newest');
  });

  it('stay without a class where there is no default one', () => {
    registry.mutate(storageClasses, undefined, 'standard', draft => {
      draft.metadata.annotations = { [DEFAULT_CLASS_ANNOTATION]: 'false' };
    });

    expect(classOf('data')).toBeUndefined();
  });

  it('and volumes are protected from vanishing while they are used', () => {
    expect(
      registry.create(
        persistentVolumeClaims,
        claim('data', { finalizers: ['example.com/mine'] }),
      ).metadata.finalizers,
    ).toEqual(['example.com/mine', 'kubernetes.io/pvc-protection']);
    expect(
      registry.create(persistentVolumes, {
        metadata: { name: 'example-pv' },
        spec: {
          capacity: { storage: '1Gi' },
          accessModes: ['ReadWriteOnce'],
          hostPath: { path: '/data' },
        },
      }).metadata.finalizers,
    ).toEqual(['kubernetes.io/pv-protection']);
  });

  it('lose their protection for good when it is taken away', () => {
    registry.create(persistentVolumeClaims, claim('data'));

    const { metadata } = registry.mutate(
      persistentVolumeClaims,
      'demo',
      'data',
      draft => {
        draft.metadata.finalizers = [];
      },
    );

    expect(metadata.finalizers).toBeUndefined();
  });

  it.each([
    [
      undefined,
      'only dynamically provisioned pvc can be resized and the storageclass that provisions the pvc must support resize',
    ],
    [true, 'the demo cluster cannot grow volumes'],
  ])(
    'that are bound do not grow (class with allowVolumeExpansion %s)',
    (allowVolumeExpansion, why) => {
      registry.create(storageClasses, {
        metadata: { name: 'some' },
        provisioner: 'loop.csi.test',
        allowVolumeExpansion,
      });
      const { spec } = claim('data');
      registry.create(persistentVolumeClaims, {
        ...claim('data'),
        spec: { ...spec, storageClassName: 'some' },
      });
      registry.mutate(
        persistentVolumeClaims,
        'demo',
        'data',
        draft => Object.assign(draft.status ?? {}, { phase: 'Bound' }),
        { subresource: 'status' },
      );
      const resize = (storage: string) =>
        registry.mutate(persistentVolumeClaims, 'demo', 'data', draft =>
          Object.assign(draft.spec?.resources ?? {}, { requests: { storage } }),
        );

      expect(failureOf(() => resize('1Gi'))).toMatchObject({
        code: 403,
        message: `persistentvolumeclaims "data" is forbidden: ${why}`,
      });
      expect(failureOf(() => resize('1Mi'))).toMatchObject({
        code: 422,
        message:
          'PersistentVolumeClaim "data" is invalid: spec.resources.requests.storage: Forbidden: field can not be less than status.capacity',
      });
    },
  );
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

describe('services', () => {
  function service(name: string, spec: Service['spec']): Service {
    return { metadata: { name, namespace: 'demo' }, spec };
  }

  function create(name: string, spec: Service['spec']) {
    return registry.create(services, service(name, spec)).spec;
  }

  it('get an address of their own, which they keep', () => {
    const first = create('a', { ports: [{ port: 80 }] });
    const second = create('b', { ports: [{ port: 80 }] });
    const updated = registry.update(
      services,
      service('a', { ports: [{ port: 81 }] }),
    );

    expect(first?.clusterIP).toMatch(/^10\.96\.\d+\.\d+$/);
    expect(first?.clusterIPs).toEqual([first?.clusterIP]);
    expect(second?.clusterIP).not.toBe(first?.clusterIP);
    expect(updated.spec?.clusterIP).toBe(first?.clusterIP);
  });

  it('that are headless have none', () => {
    expect(create('a', { clusterIP: 'None' })).toMatchObject({
      clusterIP: 'None',
      clusterIPs: ['None'],
    });
  });

  it('of the type NodePort get a free port for each of theirs, which they keep', () => {
    const ports = [
      { name: 'a', port: 80 },
      { name: 'b', port: 81 },
    ];
    const first = create('a', { type: 'NodePort', ports })?.ports ?? [];
    const second = create('b', { type: 'NodePort', ports })?.ports ?? [];
    const updated = registry.update(
      services,
      service('a', { type: 'NodePort', ports: ports.toReversed() }),
    );

    const given = [...first, ...second].map(({ nodePort }) => nodePort);
    expect(new Set(given).size).toBe(4);
    for (const port of given) {
      expect(port).toBeGreaterThanOrEqual(30000);
      expect(port).toBeLessThanOrEqual(32767);
    }
    expect(updated.spec?.ports?.map(({ nodePort }) => nodePort)).toEqual(
      first.map(({ nodePort }) => nodePort).toReversed(),
    );
  });

  it('do not share a node port', () => {
    create('a', { type: 'NodePort', ports: [{ port: 80, nodePort: 30081 }] });

    expect(
      failureOf(() =>
        create('b', {
          type: 'NodePort',
          ports: [{ port: 80, nodePort: 30081 }],
        }),
      ),
    ).toMatchObject({
      code: 422,
      message:
        'Service "b" is invalid: spec.ports[0].nodePort: Invalid value: 30081: provided port is already allocated',
    });
    expect(
      failureOf(() =>
        create('b', {
          type: 'NodePort',
          ports: [
            { name: 'a', port: 80, nodePort: 30082 },
            { name: 'b', port: 81, nodePort: 30082 },
          ],
        }),
      ).message,
    ).toBe(
      'Service "b" is invalid: spec.ports[1].nodePort: Invalid value: 30082: provided port is already allocated',
    );
  });

  it('take no port outside the range of the nodes', () => {
    expect(
      failureOf(() =>
        create('b', { type: 'NodePort', ports: [{ port: 80, nodePort: 80 }] }),
      ).message,
    ).toBe(
      'Service "b" is invalid: spec.ports[0].nodePort: Invalid value: 80: provided port is not in the valid range. The range of valid ports is 30000-32767',
    );
  });

  it('of types that the demo cluster does not have are refused', () => {
    expect(
      failureOf(() =>
        create('b', { type: 'LoadBalancer', ports: [{ port: 80 }] }),
      ).message,
    ).toBe(
      'Service "b" is invalid: spec.type: Forbidden: the demo cluster has no services of the type LoadBalancer',
    );
  });
});
