import type { DefaultRegistry } from '../registry/DefaultRegistry';
import { failureOf } from '../registry/testing/failureOf';
import { claim, TestRegistry } from '../registry/testing/TestRegistry';
import {
  persistentVolumeClaims,
  persistentVolumes,
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
