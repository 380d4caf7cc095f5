import { expectStatus } from './support/answer';
import { client, cluster } from './support/cluster';
import { eventually } from './support/eventually';
import { claim, deployment, pod } from './support/objects';
import { Place, usePlace } from './support/place';

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

describe('updating an object', () => {
  it('counts the generation only when the spec changes', async () => {
    const created = (await place().deployments.create(idle())).ok();
    const labelled = (
      await place().deployments.patch('web', {
        metadata: { labels: { tier: 'front' } },
      })
    ).ok();
    const scaled = (
      await place().deployments.patch('web', { spec: { minReadySeconds: 1 } })
    ).ok();

    expect(
      [created, labelled, scaled].map(each => each.metadata.generation),
    ).toEqual([1, 1, 2]);
    expect(
      new Set(
        [created, labelled, scaled].map(each => each.metadata.resourceVersion),
      ).size,
    ).toBe(3);
  });

  it('raises the resource version with every change, across kinds', async () => {
    const first = (await place().claims.create(claim({ name: 'first' }))).ok();
    const second = (
      await place().services.create({
        metadata: { name: 'second' },
        spec: { ports: [{ port: 80 }] },
      })
    ).ok();

    expect(Number(second.metadata.resourceVersion)).toBeGreaterThan(
      Number(first.metadata.resourceVersion),
    );
  });

  it('keeps uid and creation time whatever the caller sends', async () => {
    const created = (await place().claims.create(claim())).ok();
    const { resourceVersion, uid, creationTimestamp } = created.metadata;
    const replaced = (
      await place().claims.replace('data', {
        ...created,
        metadata: {
          name: 'data',
          resourceVersion,
          uid,
          creationTimestamp: '2001-01-01T00:00:00Z',
          labels: { a: 'b' },
        },
      })
    ).ok();

    expect(replaced.metadata).toMatchObject({
      uid,
      creationTimestamp,
      labels: { a: 'b' },
    });
  });

  it('refuses an update that means an object with another uid', async () => {
    const created = (await place().claims.create(claim())).ok();
    const other = {
      ...created,
      metadata: {
        ...created.metadata,
        uid: '11111111-1111-1111-1111-111111111111',
      },
    };

    expectStatus(await place().claims.replace('data', other), {
      code: 409,
      reason: 'Conflict',
      message:
        /Precondition failed: UID in precondition: 11111111-1111-1111-1111-111111111111, UID in object meta: /,
    });
  });

  it('changes no status through the object itself', async () => {
    const created = (await place().claims.create(claim())).ok();
    const replaced = (
      await place().claims.replace('data', {
        ...created,
        status: { phase: 'Lost' },
      })
    ).ok();
    const patched = (
      await place().claims.patch('data', { status: { phase: 'Lost' } })
    ).ok();

    expect([replaced, patched].map(each => each.status.phase)).toEqual([
      'Pending',
      'Pending',
    ]);
  });

  it('changes nothing but the status through the subresource status', async () => {
    const created = (await place().deployments.create(idle())).ok();
    const status = place().deployments.subresource(
      created.metadata.name,
      'status',
    );
    const condition = {
      type: 'Seen',
      status: 'True',
      reason: 'Test',
      message: 'seen',
    };
    const answer = await status.patch({
      spec: { replicas: 9 },
      status: { conditions: [condition] },
    });

    expect(answer.ok().spec.replicas).toBe(0);
    expect(answer.ok().status.conditions).toEqual([
      expect.objectContaining(condition),
    ]);
    expect(answer.ok().metadata.generation).toBe(1);
    expect((await status.get()).ok().metadata.name).toBe('web');
  });

  it('does not create by PUT what does not exist', async () => {
    expectStatus(await place().claims.replace('data', claim()), {
      code: 404,
      reason: 'NotFound',
    });
  });
});

describe('deleting an object', () => {
  it('answers Success with the uid of what is gone', async () => {
    const created = (await place().deployments.create(idle())).ok();
    const answer = await client.call(
      'DELETE',
      `${place().deployments.path}/web`,
    );

    expect(answer.ok()).toMatchObject({
      kind: 'Status',
      status: 'Success',
      details: {
        name: 'web',
        group: 'apps',
        kind: 'deployments',
        uid: created.metadata.uid,
      },
    });
    expect((await place().deployments.get('web')).code).toBe(404);
  });

  it('refuses when the caller means another uid', async () => {
    const created = (await place().deployments.create(idle())).ok();
    const uid = '11111111-1111-1111-1111-111111111111';

    expectStatus(
      await place().deployments.delete('web', {
        body: { preconditions: { uid } },
      }),
      {
        code: 409,
        reason: 'Conflict',
        message: `Operation cannot be fulfilled on Deployment.apps "web": the UID in the precondition (${uid}) does not match the UID in record (${created.metadata.uid}). The object might have been deleted and then recreated`,
      },
    );
    expect((await place().deployments.get('web')).code).toBe(200);
  });

  it('refuses when the caller means an older version', async () => {
    const created = (
      await place().services.create({
        metadata: { name: 'web' },
        spec: { ports: [{ port: 80 }] },
      })
    ).ok();
    (
      await place().services.patch('web', { metadata: { labels: { a: 'b' } } })
    ).ok();
    const { resourceVersion } = created.metadata;

    expectStatus(
      await place().services.delete('web', {
        body: { preconditions: { resourceVersion } },
      }),
      {
        code: 409,
        reason: 'Conflict',
        message:
          /^Operation cannot be fulfilled on Service "web": the ResourceVersion in the precondition \(\d+\) does not match the ResourceVersion in record \(\d+\)\. The object might have been modified$/,
      },
    );
  });

  it('deletes when uid and version are the ones the caller means', async () => {
    const { metadata } = (
      await place().services.create({
        metadata: { name: 'web' },
        spec: { ports: [{ port: 80 }] },
      })
    ).ok();
    const preconditions = {
      uid: metadata.uid,
      resourceVersion: metadata.resourceVersion,
    };

    expect(
      (await place().services.delete('web', { body: { preconditions } })).code,
    ).toBe(200);
  });

  it('only marks an object that has finalizers, and lets it go with the last of them', async () => {
    const finalizers = ['example.com/first', 'example.com/second'];
    (
      await place().deployments.create({
        ...idle(),
        metadata: { name: 'web', finalizers },
      })
    ).ok();
    const marked = (await place().deployments.delete('web')).ok();

    expect(marked.metadata.deletionTimestamp).toMatch(/Z$/);
    expect(marked.metadata).toMatchObject({
      deletionGracePeriodSeconds: 0,
      finalizers,
    });

    (
      await place().deployments.patch(
        'web',
        { metadata: { finalizers: ['example.com/first'] } },
        { type: 'merge' },
      )
    ).ok();
    expect((await place().deployments.get('web')).code).toBe(200);

    (
      await place().deployments.patch(
        'web',
        { metadata: { finalizers: null } },
        { type: 'merge' },
      )
    ).ok();
    expect((await place().deployments.get('web')).code).toBe(404);
  });

  it('takes no new finalizer for an object that is being deleted', async () => {
    const metadata = { name: 'web', finalizers: ['example.com/first'] };
    (await place().deployments.create({ ...idle(), metadata })).ok();
    (await place().deployments.delete('web')).ok();
    const more = {
      metadata: { finalizers: ['example.com/first', 'example.com/second'] },
    };

    expectStatus(
      await place().deployments.patch('web', more, { type: 'merge' }),
      {
        code: 422,
        reason: 'Invalid',
        message:
          /metadata\.finalizers: Forbidden: no new finalizers can be added if the object is being deleted, found new finalizers \[\]string\{"example\.com\/second"\}/,
      },
    );
    (
      await place().deployments.patch(
        'web',
        { metadata: { finalizers: null } },
        { type: 'merge' },
      )
    ).ok();
  });

  it('deletes every object of a collection that a selector selects', async () => {
    for (const [name, tier] of [
      ['one', 'front'],
      ['two', 'front'],
      ['three', 'back'],
    ]) {
      (
        await place().services.create({
          metadata: { name, labels: { tier } },
          spec: { ports: [{ port: 80 }] },
        })
      ).ok();
    }
    (await place().services.deleteAll({ labelSelector: 'tier=front' })).ok();

    expect(
      (await place().services.list())
        .ok()
        .items.map(each => each.metadata.name),
    ).toEqual(['three']);
  });

  it('deletes a namespace with everything in it', async () => {
    const other = await Place.create();
    (await other.claims.create(claim())).ok();
    (await other.pods.create(pod('worker'))).ok();
    const marked = (await cluster.namespaces.delete(other.name)).ok();

    expect(marked.status.phase).toBe('Terminating');
    await cluster.namespaces.untilGone(other.name, { timeout: 110_000 });
    expect((await other.claims.list()).ok().items).toEqual([]);
  });

  it('creates nothing in a namespace that is being deleted', async () => {
    const other = await Place.create();
    (
      await other.services.create({
        metadata: { name: 'web', finalizers: ['example.com/hold'] },
        spec: { ports: [{ port: 80 }] },
      })
    ).ok();
    (await cluster.namespaces.delete(other.name)).ok();
    const answer = await eventually(async () => {
      const attempt = await other.claims.create(claim(), { dryRun: 'All' });
      expect(attempt.code).toBe(403);
      return attempt;
    });

    const status = expectStatus(answer, {
      code: 403,
      reason: 'Forbidden',
      message: `persistentvolumeclaims "data" is forbidden: unable to create new content in namespace ${other.name} because it is being terminated`,
    });
    expect(status.details?.causes).toEqual([
      {
        reason: 'NamespaceTerminating',
        message: `namespace ${other.name} is being terminated`,
        field: 'metadata.namespace',
      },
    ]);
    (
      await other.services.patch(
        'web',
        { metadata: { finalizers: null } },
        { type: 'merge' },
      )
    ).ok();
  });
});
