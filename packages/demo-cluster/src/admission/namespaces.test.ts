import type { DefaultRegistry } from '../registry/DefaultRegistry';
import { failureOf } from '../registry/testing/failureOf';
import {
  claim,
  deployment,
  TestRegistry,
} from '../registry/testing/TestRegistry';
import { deployments, namespaces, persistentVolumeClaims } from '../resources';

let test: TestRegistry;
let registry: DefaultRegistry;

beforeEach(() => {
  test = TestRegistry.create();
  registry = test.registry;
});

afterEach(() => {
  test.dispose();
});

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
