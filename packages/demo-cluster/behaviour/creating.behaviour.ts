import { client } from './support/cluster';
import { claim, deployment } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();
const idle = () => deployment({ spec: { replicas: 0, paused: true } });

describe('creating an object', () => {
  it('gives it a uid, a creation time, a resource version and the first generation', async () => {
    const created = (await place().deployments.create(idle())).ok();

    expect(created).toMatchObject({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
    });
    expect(created.metadata).toMatchObject({
      name: 'web',
      namespace: place().name,
      generation: 1,
    });
    expect(created.metadata.uid).toMatch(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    );
    expect(created.metadata.creationTimestamp).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
    );
    expect(created.metadata.resourceVersion).toMatch(/^[1-9]\d*$/);
  });

  it('answers 201', async () => {
    expect((await place().claims.create(claim())).code).toBe(201);
  });

  it('chooses a name that begins with generateName', async () => {
    const wanted = { ...claim(), metadata: { generateName: 'data-' } };
    const names = [
      await place().claims.create(wanted),
      await place().claims.create(wanted),
    ].map(answer => answer.ok().metadata.name);

    expect(names).toEqual([
      expect.stringMatching(/^data-[a-z0-9]{5}$/),
      expect.stringMatching(/^data-[a-z0-9]{5}$/),
    ]);
    expect(names[0]).not.toBe(names[1]);
  });

  it('does not believe a uid, a creation time or a deletion time that the caller wrote', async () => {
    const created = (
      await place().claims.create({
        ...claim(),
        metadata: {
          name: 'data',
          uid: '00000000-0000-0000-0000-000000000000',
          creationTimestamp: '2001-01-01T00:00:00Z',
          deletionTimestamp: '2001-01-01T00:00:00Z',
        },
      })
    ).ok();

    expect(created.metadata.uid).not.toMatch(/^0{8}/);
    expect(created.metadata.creationTimestamp).not.toMatch(/^2001/);
    expect(created.metadata).not.toHaveProperty('deletionTimestamp');
  });

  it('refuses an object that already has a resource version', async () => {
    const answer = await place().claims.create({
      ...claim(),
      metadata: { name: 'data', resourceVersion: '1' },
    });

    expect(answer.code).toBe(500);
    expect(answer.status.message).toBe(
      'resourceVersion should not be set on objects to be created',
    );
  });

  it('ignores the status that the caller wrote', async () => {
    const created = (
      await place().deployments.create({
        ...idle(),
        status: { replicas: 5, readyReplicas: 5 },
      })
    ).ok();

    expect(created.status).toEqual({});
  });

  it('reads YAML too', async () => {
    const body =
      'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  ports:\n  - port: 80\n';
    const answer = await client.call('POST', place().services.path, {
      body,
      contentType: 'application/yaml',
    });

    expect(answer.code).toBe(201);
  });
});

describe('reading an object', () => {
  it('returns what was created', async () => {
    const created = (await place().claims.create(claim())).ok();

    expect((await place().claims.get('data')).ok()).toEqual(created);
  });

  it('returns only its metadata when asked for that', async () => {
    (await place().deployments.create(idle())).ok();
    const answer = await client.call('GET', `${place().deployments.path}/web`, {
      accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
    });

    expect(answer.ok()).toMatchObject({
      kind: 'PartialObjectMetadata',
      apiVersion: 'meta.k8s.io/v1',
      metadata: { name: 'web', labels: { app: 'web' } },
    });
    expect(answer.ok()).not.toHaveProperty('spec');
  });
});
