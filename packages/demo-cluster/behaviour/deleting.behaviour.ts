import { expectStatus } from './support/answer';
import { client, cluster } from './support/cluster';
import { eventually } from './support/eventually';
import { claim, deployment, pod } from './support/objects';
import { Place, usePlace } from './support/place';
import { service } from './support/services';

const place = usePlace();
const idle = () => deployment({ spec: { replicas: 0, paused: true } });

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
    const created = (await place().services.create(service('web'))).ok();
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
    const { metadata } = (await place().services.create(service('web'))).ok();
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
