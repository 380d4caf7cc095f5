import type { Deployment } from 'kubernetes-types/apps/v1';
import type { ObjectEvent } from '../model/objects';
import { deployments, namespaces, pods } from '../resources';
import type { DefaultRegistry } from './DefaultRegistry';
import { failureOf } from './testing/failureOf';
import { deployment, pod, TestRegistry } from './testing/TestRegistry';

let test: TestRegistry;
let registry: DefaultRegistry;

beforeEach(() => {
  test = TestRegistry.create();
  registry = test.registry;
});

afterEach(() => {
  test.dispose();
});

describe('deleting', () => {
  it('removes an object at once when nothing holds it', () => {
    const created = registry.create(deployments, deployment('web'));
    const events: ObjectEvent<Deployment>[] = [];
    registry.watch(deployments, event => events.push(event));

    registry.delete(deployments, 'demo', 'web');

    expect(registry.find(deployments, 'demo', 'web')).toBeUndefined();
    expect(events).toEqual([
      expect.objectContaining({ type: 'DELETED', previous: created }),
    ]);
    expect(events[0].object.metadata).toEqual({
      ...created.metadata,
      resourceVersion: String(registry.version),
    });
    expect(
      failureOf(() => registry.delete(deployments, 'demo', 'web')),
    ).toMatchObject({ reason: 'NotFound' });
  });

  it('marks an object that a finalizer holds, which goes with its last finalizer', () => {
    registry.create(
      deployments,
      deployment('web', { finalizers: ['example.com/a', 'example.com/b'] }),
    );

    const marked = registry.delete(deployments, 'demo', 'web');
    expect(marked.metadata).toMatchObject({
      deletionTimestamp: '2026-01-01T12:00:00Z',
      deletionGracePeriodSeconds: 0,
      generation: 2,
      finalizers: ['example.com/a', 'example.com/b'],
    });

    registry.mutate(deployments, 'demo', 'web', draft => {
      draft.metadata.finalizers = ['example.com/b'];
    });
    expect(registry.find(deployments, 'demo', 'web')).toBeDefined();
    registry.mutate(deployments, 'demo', 'web', draft => {
      draft.metadata.finalizers = [];
    });
    expect(registry.find(deployments, 'demo', 'web')).toBeUndefined();
  });

  it('a second time changes nothing', () => {
    registry.create(
      deployments,
      deployment('web', { finalizers: ['example.com/a'] }),
    );
    const first = registry.delete(deployments, 'demo', 'web');
    test.now = new Date('2026-01-01T13:00:00Z');

    const second = registry.delete(deployments, 'demo', 'web');

    expect(second).toEqual(first);
    expect(registry.version).toBe(Number(first.metadata.resourceVersion));
  });

  it('takes no further finalizers afterwards', () => {
    registry.create(
      deployments,
      deployment('web', { finalizers: ['example.com/a'] }),
    );
    registry.delete(deployments, 'demo', 'web');

    expect(
      failureOf(() =>
        registry.mutate(deployments, 'demo', 'web', draft => {
          draft.metadata.finalizers = ['example.com/a', 'example.com/b'];
        }),
      ),
    ).toMatchObject({
      code: 422,
      message: expect.stringContaining(
        'metadata.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers []string{"example.com/b"}',
      ),
    });
  });

  it('gives a running pod its grace period', () => {
    registry.create(pods, pod('web'));
    registry.mutate(pods, 'demo', 'web', draft =>
      Object.assign(draft.spec ?? {}, { nodeName: 'n1' }),
    );

    expect(registry.delete(pods, 'demo', 'web').metadata).toMatchObject({
      deletionTimestamp: '2026-01-01T12:00:30Z',
      deletionGracePeriodSeconds: 30,
    });
    test.now = new Date('2026-01-01T12:00:10Z');
    expect(
      registry.delete(pods, 'demo', 'web', { gracePeriodSeconds: 5 }).metadata,
    ).toMatchObject({
      deletionTimestamp: '2026-01-01T12:00:15Z',
      deletionGracePeriodSeconds: 5,
    });
    expect(
      registry.delete(pods, 'demo', 'web', { gracePeriodSeconds: 60 }).metadata
        .deletionGracePeriodSeconds,
    ).toBe(5);
    registry.delete(pods, 'demo', 'web', { gracePeriodSeconds: 0 });
    expect(registry.find(pods, 'demo', 'web')).toBeUndefined();
  });

  it.each([
    ['that no node has', undefined, 'Pending'],
    ['that has succeeded', 'n1', 'Succeeded'],
    ['that has failed', 'n1', 'Failed'],
  ])('takes a pod %s away at once', (_, nodeName, phase) => {
    registry.create(pods, pod('web'));
    registry.mutate(pods, 'demo', 'web', draft =>
      Object.assign(draft.spec ?? {}, nodeName ? { nodeName } : {}),
    );
    registry.mutate(
      pods,
      'demo',
      'web',
      draft => {
        Object.assign(draft.status ?? {}, { phase });
      },
      { subresource: 'status' },
    );

    registry.delete(pods, 'demo', 'web');

    expect(registry.find(pods, 'demo', 'web')).toBeUndefined();
  });

  it('holds an object for its dependents or lets them go, as asked', () => {
    registry.create(deployments, deployment('web'));
    registry.create(deployments, deployment('api'));
    registry.create(deployments, deployment('db'));

    registry.delete(deployments, 'demo', 'web', {
      propagationPolicy: 'Foreground',
    });
    registry.delete(deployments, 'demo', 'api', {
      propagationPolicy: 'Orphan',
    });
    registry.delete(deployments, 'demo', 'db', {
      propagationPolicy: 'Background',
    });

    expect(
      registry
        .list(deployments)
        .map(({ metadata }) => [metadata.name, metadata.finalizers]),
    ).toEqual([
      ['api', ['orphan']],
      ['web', ['foregroundDeletion']],
    ]);
  });

  it('holds a namespace until its own finalizer is gone', () => {
    const marked = registry.delete(namespaces, undefined, 'demo');
    expect(marked.status).toEqual({ phase: 'Terminating' });
    expect(registry.find(namespaces, undefined, 'demo')).toBeDefined();

    registry.mutate(namespaces, undefined, 'demo', draft => {
      draft.spec = { finalizers: [] };
    });

    expect(registry.find(namespaces, undefined, 'demo')).toBeUndefined();
  });

  it('only happens when the object is the one that was meant', () => {
    const created = registry.create(deployments, deployment('web'));
    const { uid, resourceVersion } = created.metadata;

    expect(
      failureOf(() =>
        registry.delete(deployments, 'demo', 'web', {
          preconditions: { uid: 'other' },
        }),
      ),
    ).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on Deployment.apps "web": the UID in the precondition (other) does not match the UID in record (${uid}). The object might have been deleted and then recreated`,
    });
    expect(
      failureOf(() =>
        registry.delete(deployments, 'demo', 'web', {
          preconditions: { uid, resourceVersion: '1' },
        }),
      ),
    ).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on Deployment.apps "web": the ResourceVersion in the precondition (1) does not match the ResourceVersion in record (${resourceVersion}). The object might have been modified`,
    });

    registry.delete(deployments, 'demo', 'web', {
      preconditions: { uid, resourceVersion },
    });
    expect(registry.find(deployments, 'demo', 'web')).toBeUndefined();
  });

  it('does nothing in a dry run', () => {
    const created = registry.create(deployments, deployment('web'));

    registry.delete(deployments, 'demo', 'web', { dryRun: true });

    expect(registry.get(deployments, 'demo', 'web')).toBe(created);
  });
});
