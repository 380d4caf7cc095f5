import {
  deployments,
  namespaces,
  persistentVolumeClaims,
  pods,
} from '../resources';
import { notRun } from '../resources/notRun';
import type { DefaultRegistry } from './DefaultRegistry';
import { failureOf } from './testing/failureOf';
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
    ).toMatchObject({
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
