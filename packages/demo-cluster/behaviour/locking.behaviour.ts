import { expectStatus } from './support/answer';
import { claim } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();

const CONFLICT = {
  code: 409,
  reason: 'Conflict',
  message:
    'Operation cannot be fulfilled on persistentvolumeclaims "data": the object has been modified; please apply your changes to the latest version and try again',
};

/** A claim that has changed since we read it. */
async function stale() {
  const old = (await place().claims.create(claim())).ok();
  (
    await place().claims.patch('data', {
      metadata: { labels: { changed: 'yes' } },
    })
  ).ok();
  return old;
}

describe('optimistic locking', () => {
  it('refuses to replace an object that has changed meanwhile', async () => {
    const old = await stale();
    const status = expectStatus(
      await place().claims.replace('data', old),
      CONFLICT,
    );

    expect(status.details).toEqual({
      name: 'data',
      kind: 'persistentvolumeclaims',
    });
  });

  it('replaces without a question when the caller names no version', async () => {
    const old = await stale();
    const { resourceVersion, ...metadata } = old.metadata;
    const answer = await place().claims.replace('data', { ...old, metadata });

    expect(resourceVersion).not.toBe(answer.ok().metadata.resourceVersion);
    expect(answer.ok().metadata).not.toHaveProperty('labels');
  });

  it.each(['merge', 'strategic-merge'] as const)(
    'refuses a %s patch that names an older version',
    async type => {
      const { resourceVersion } = (await stale()).metadata;
      const patch = { metadata: { resourceVersion, labels: { mine: 'yes' } } };

      expectStatus(
        await place().claims.patch('data', patch, { type }),
        CONFLICT,
      );
      expect((await place().claims.get('data')).ok().metadata.labels).toEqual({
        changed: 'yes',
      });
    },
  );

  it.each(['merge', 'strategic-merge'] as const)(
    'accepts a %s patch that names the version we read',
    async type => {
      const { resourceVersion } = (await place().claims.create(claim())).ok()
        .metadata;
      const answer = await place().claims.patch(
        'data',
        { metadata: { resourceVersion, labels: { mine: 'yes' } } },
        { type },
      );

      expect(answer.ok().metadata.labels).toEqual({ mine: 'yes' });
    },
  );

  it('refuses in a dry run as well', async () => {
    const { resourceVersion } = (await stale()).metadata;
    const patch = { metadata: { resourceVersion, labels: { mine: 'yes' } } };

    expectStatus(
      await place().claims.patch('data', patch, { query: { dryRun: 'All' } }),
      CONFLICT,
    );
  });

  it('lets exactly one of several writers win that read the same version', async () => {
    const { resourceVersion } = (await place().claims.create(claim())).ok()
      .metadata;
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map(writer =>
        place().claims.patch('data', {
          metadata: { resourceVersion, labels: { writer } },
        }),
      ),
    );

    expect(answers.map(answer => answer.code).sort()).toEqual([
      200, 409, 409, 409,
    ]);
  });

  it('applies every patch of several writers that name no version', async () => {
    (await place().claims.create(claim())).ok();
    const answers = await Promise.all(
      ['a', 'b', 'c', 'd'].map(writer =>
        place().claims.patch('data', {
          metadata: { labels: { [writer]: 'yes' } },
        }),
      ),
    );

    expect(answers.map(answer => answer.code)).toEqual([200, 200, 200, 200]);
    expect((await place().claims.get('data')).ok().metadata.labels).toEqual({
      a: 'yes',
      b: 'yes',
      c: 'yes',
      d: 'yes',
    });
  });

  it('keeps the version when nothing changes', async () => {
    const service = {
      metadata: { name: 'web', labels: { a: 'b' } },
      spec: { ports: [{ port: 80 }] },
    };
    const created = (await place().services.create(service)).ok();
    const patched = (
      await place().services.patch('web', { metadata: { labels: { a: 'b' } } })
    ).ok();
    const replaced = (await place().services.replace('web', created)).ok();

    expect(
      [patched, replaced].map(each => each.metadata.resourceVersion),
    ).toEqual([
      created.metadata.resourceVersion,
      created.metadata.resourceVersion,
    ]);
  });
});
