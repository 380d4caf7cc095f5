import type { Deployment } from 'kubernetes-types/apps/v1';
import type { ObjectEvent } from '../model/objects';
import { deployments, nodes, persistentVolumeClaims } from '../resources';
import type { DefaultRegistry } from './DefaultRegistry';
import { failureOf } from './testing/failureOf';
import { claim, deployment, TestRegistry } from './testing/TestRegistry';

let test: TestRegistry;
let registry: DefaultRegistry;

beforeEach(() => {
  test = TestRegistry.create();
  registry = test.registry;
});

afterEach(() => {
  test.dispose();
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

    expect(failureOf(() => registry.update(deployments, stale))).toMatchObject({
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
    ).toMatchObject({
      code: 409,
      reason: 'Conflict',
      message: `Operation cannot be fulfilled on deployments.apps "web": Precondition failed: UID in precondition: ${first.metadata.uid}, UID in object meta: ${second.metadata.uid}`,
    });
  });

  it('of what is not there fails', () => {
    expect(
      failureOf(() => registry.update(deployments, deployment('web'))),
    ).toMatchObject({
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
