import type { Deployment } from 'kubernetes-types/apps/v1';
import type { ObjectEvent } from '../model/objects';
import { StatusError } from '../model/StatusError';
import {
  deployments,
  namespaces,
  nodes,
  persistentVolumeClaims,
  pods,
} from '../resources';
import { notRun } from '../resources/notRun';
import type { DefaultRegistry } from './DefaultRegistry';
import { claim, deployment, pod, TestRegistry } from './testing/TestRegistry';

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
      const { code, reason, message } = error.toStatus();
      return { code, reason, message };
    }
    throw error;
  }
  throw new Error('did not fail');
}

describe('creating', () => {
  it('gives the object an identity, a time, a version and its kind', () => {
    const created = registry.create(deployments, deployment('web'));

    expect(created).toMatchObject({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: {
        name: 'web',
        namespace: 'demo',
        uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
        resourceVersion: String(registry.version),
        creationTimestamp: '2026-01-01T12:00:00Z',
        generation: 1,
      },
    });
    expect(registry.get(deployments, 'demo', 'web')).toBe(created);
  });

  it('does not let the caller choose what belongs to the server', () => {
    const created = registry.create(persistentVolumeClaims, {
      ...claim('data', {
        uid: 'mine',
        creationTimestamp: '2001-01-01T00:00:00Z',
        deletionTimestamp: '2001-01-01T00:00:00Z',
        deletionGracePeriodSeconds: 3,
        managedFields: [{ manager: 'me' }],
      }),
      status: { phase: 'Bound' },
    });

    expect(created.status).toEqual({ phase: 'Pending' });
    expect(created.metadata).toEqual({
      name: 'data',
      namespace: 'demo',
      uid: expect.not.stringContaining('mine'),
      resourceVersion: String(registry.version),
      creationTimestamp: '2026-01-01T12:00:00Z',
      finalizers: ['kubernetes.io/pvc-protection'],
    });
  });

  it('makes up a name from a prefix', () => {
    const one = registry.create(
      pods,
      pod('', { name: undefined, generateName: 'web-' }),
    );
    const other = registry.create(
      pods,
      pod('', { name: undefined, generateName: 'web-' }),
    );

    expect(one.metadata.name).toMatch(/^web-[a-z0-9]{5}$/);
    expect(other.metadata.name).not.toBe(one.metadata.name);
    expect(one.metadata.generateName).toBe('web-');
  });

  it('refuses a second object of the name', () => {
    registry.create(deployments, deployment('web'));

    expect(
      failureOf(() => registry.create(deployments, deployment('web'))),
    ).toEqual({
      code: 409,
      reason: 'AlreadyExists',
      message: 'deployments.apps "web" already exists',
    });
  });

  it('refuses an object that brings a version', () => {
    expect(
      failureOf(() =>
        registry.create(pods, pod('web', { resourceVersion: '5' })),
      ),
    ).toMatchObject({
      message: 'resourceVersion should not be set on objects to be created',
    });
  });

  it('refuses kinds that nothing would run, and says so', () => {
    const [configMaps] = notRun;

    expect(
      failureOf(() =>
        registry.create(configMaps, {
          metadata: { name: 'a', namespace: 'demo' },
        }),
      ),
    ).toMatchObject({
      code: 405,
      message: expect.stringContaining('does not run configmaps'),
    });
    expect(registry.list(configMaps)).toEqual([]);
  });

  it('leaves what it was given as it is', () => {
    const given = deployment('web');
    const before = structuredClone(given);

    registry.create(deployments, given);

    expect(given).toEqual(before);
  });

  it('only shows what would be, in a dry run', () => {
    const { version } = registry;

    const shown = registry.create(deployments, deployment('web'), {
      dryRun: true,
    });

    expect(shown.spec?.replicas).toBe(1);
    expect(shown.metadata.uid).toBeDefined();
    expect(shown.metadata.resourceVersion).toBeUndefined();
    expect(registry.version).toBe(version);
    expect(registry.find(deployments, 'demo', 'web')).toBeUndefined();
    expect(
      failureOf(() =>
        registry.create(
          namespaces,
          { metadata: { name: 'demo' } },
          { dryRun: true },
        ),
      ),
    ).toMatchObject({ reason: 'AlreadyExists' });
  });
});

describe('updating', () => {
  it('counts changes of what is wished for as generations', () => {
    registry.create(deployments, deployment('web'));

    const labelled = registry.mutate(deployments, 'demo', 'web', draft => {
      draft.metadata.labels = { app: 'web' };
    });
    const scaled = registry.mutate(deployments, 'demo', 'web', draft => {
      Object.assign(draft.spec ?? {}, { replicas: 3 });
    });

    expect(labelled.metadata.generation).toBe(1);
    expect(scaled.metadata.generation).toBe(2);
  });

  it('that changes nothing writes nothing', () => {
    const created = registry.create(deployments, deployment('web'));
    const events: ObjectEvent<Deployment>[] = [];
    registry.watch(deployments, event => events.push(event));

    const updated = registry.update(deployments, structuredClone(created));
    const unnamed = registry.update(deployments, deployment('web'));

    expect(updated).toBe(created);
    expect(unnamed).toBe(created);
    expect(events).toEqual([]);
  });

  it('keeps identity, times and status, whatever the caller sends', () => {
    const created = registry.create(persistentVolumeClaims, claim('data'));

    const updated = registry.update(persistentVolumeClaims, {
      ...claim('data', {
        labels: { app: 'web' },
        creationTimestamp: '2001-01-01T00:00:00Z',
        generateName: 'other-',
        deletionTimestamp: '2001-01-01T00:00:00Z',
        generation: 9,
        finalizers: created.metadata.finalizers,
      }),
      spec: created.spec,
      status: { phase: 'Bound' },
    });

    expect(updated).toEqual({
      ...created,
      metadata: {
        ...created.metadata,
        labels: { app: 'web' },
        resourceVersion: String(registry.version),
      },
    });
  });

  it('of the status changes nothing else, and no generation', () => {
    const created = registry.create(deployments, deployment('web'));

    const updated = registry.mutate(
      deployments,
      'demo',
      'web',
      draft => {
        draft.metadata.labels = { app: 'other' };
        Object.assign(draft.spec ?? {}, { replicas: 5 });
        draft.status = { replicas: 1 };
      },
      { subresource: 'status' },
    );

    expect(updated.status).toEqual({ replicas: 1 });
    expect(updated.spec).toEqual(created.spec);
    expect(updated.metadata).toEqual({
      ...created.metadata,
      resourceVersion: String(registry.version),
    });
  });

  it('of an object gives it a status that it did not have', () => {
    registry.create(nodes, { metadata: { name: 'n1' } });

    const updated = registry.mutate(
      nodes,
      undefined,
      'n1',
      draft => Object.assign(draft, { status: { phase: 'Running' } }),
      { subresource: 'status' },
    );

    expect(updated.status).toEqual({ phase: 'Running' });
  });

  it('from an old state is a conflict; without a version the last one wins', () => {
    const created = registry.create(deployments, deployment('web'));
    registry.mutate(deployments, 'demo', 'web', draft => {
      draft.metadata.labels = { by: 'somebody' };
    });
    const stale = {
      ...structuredClone(created),
      metadata: { ...created.metadata, labels: { by: 'me' } },
    };

    expect(failureOf(() => registry.update(deployments, stale))).toEqual({
      code: 409,
      reason: 'Conflict',
      message:
        'Operation cannot be fulfilled on deployments.apps "web": the object has been modified; please apply your changes to the latest version and try again',
    });
    expect(
      failureOf(() => registry.update(deployments, stale, { dryRun: true })),
    ).toMatchObject({ reason: 'Conflict' });
    expect(
      registry.update(deployments, deployment('web', { labels: { by: 'me' } }))
        .metadata.labels,
    ).toEqual({ by: 'me' });
  });

  it('of an object that was made anew is a conflict', () => {
    const first = registry.create(deployments, deployment('web'));
    registry.delete(deployments, 'demo', 'web');
    const second = registry.create(deployments, deployment('web'));

    expect(
      failureOf(() =>
        registry.update(
          deployments,
          deployment('web', { uid: first.metadata.uid }),
        ),
      ),
    ).toEqual({
      code: 409,
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on deployments.apps "web": Precondition failed: UID in precondition: ${first.metadata.uid}, UID in object meta: ${second.metadata.uid}`,
    });
  });

  it('of what is not there fails', () => {
    expect(
      failureOf(() => registry.update(deployments, deployment('web'))),
    ).toEqual({
      code: 404,
      reason: 'NotFound',
      message: 'deployments.apps "web" not found',
    });
  });

  it('only shows what would be, in a dry run', () => {
    const created = registry.create(deployments, deployment('web'));

    const shown = registry.mutate(
      deployments,
      'demo',
      'web',
      draft => Object.assign(draft.spec ?? {}, { replicas: 3 }),
      { dryRun: true },
    );

    expect(shown.spec?.replicas).toBe(3);
    expect(shown.metadata.generation).toBe(2);
    expect(shown.metadata.resourceVersion).toBe(
      created.metadata.resourceVersion,
    );
    expect(registry.get(deployments, 'demo', 'web')).toBe(created);
  });
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
    ).toEqual({
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
    ).toEqual({
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

describe('listing', () => {
  beforeEach(() => {
    registry.create(namespaces, { metadata: { name: 'a' } });
    registry.create(pods, pod('b', { labels: { app: 'web' } }));
    registry.create(pods, pod('a', { labels: { app: 'api' } }));
    registry.create(pods, pod('c', { namespace: 'a' }));
  });

  function names(filter?: Parameters<DefaultRegistry['list']>[1]) {
    return registry
      .list(pods, filter)
      .map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
  }

  it('sorts by namespace and name', () => {
    expect(names()).toEqual(['a/c', 'demo/a', 'demo/b']);
  });

  it('is narrowed by namespace and labels', () => {
    expect(names({ namespace: 'demo' })).toEqual(['demo/a', 'demo/b']);
    expect(names({ labels: { matchLabels: { app: 'web' } } })).toEqual([
      'demo/b',
    ]);
    expect(names({ namespace: 'a', labels: {} })).toEqual(['a/c']);
    expect(names({ namespace: 'nope' })).toEqual([]);
  });
});

describe('watching', () => {
  it('tells each change until it is ended, and replays what was missed', () => {
    const { version } = registry;
    const types: string[] = [];
    const end = registry.watch(pods, ({ type }) => types.push(type));

    registry.create(pods, pod('a'));
    registry.mutate(pods, 'demo', 'a', draft => {
      draft.metadata.labels = { app: 'web' };
    });
    end();
    registry.delete(pods, 'demo', 'a');

    expect(types).toEqual(['ADDED', 'MODIFIED']);
    expect(
      registry.changesSince(pods, version)?.map(({ type }) => type),
    ).toEqual(['ADDED', 'MODIFIED', 'DELETED']);
    expect(registry.changesSince(pods, 1)).toBeUndefined();
  });
});
