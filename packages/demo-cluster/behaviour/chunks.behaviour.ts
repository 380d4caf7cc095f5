import { expectStatus } from './support/answer';
import { client } from './support/cluster';
import { usePlace } from './support/place';
import { createServices, service } from './support/services';

const place = usePlace();

describe('a list in chunks', () => {
  it('has the same resource version in every chunk and says how many remain', async () => {
    await createServices(place(), 5);
    const first = (await place().services.list({ limit: 2 })).ok();
    const second = (
      await place().services.list({
        limit: 2,
        continue: first.metadata.continue ?? '',
      })
    ).ok();
    const third = (
      await place().services.list({
        limit: 2,
        continue: second.metadata.continue ?? '',
      })
    ).ok();

    expect(
      [first, second, third].map(chunk =>
        chunk.items.map(each => each.metadata.name),
      ),
    ).toEqual([['s0', 's1'], ['s2', 's3'], ['s4']]);
    expect(
      [first, second, third].map(chunk => chunk.metadata.remainingItemCount),
    ).toEqual([3, 1, undefined]);
    expect(third.metadata).not.toHaveProperty('continue');
    expect(
      new Set(
        [first, second, third].map(chunk => chunk.metadata.resourceVersion),
      ).size,
    ).toBe(1);
  });

  it('is the list of the moment of its first chunk', async () => {
    await createServices(place(), 3);
    const first = (await place().services.list({ limit: 1 })).ok();
    (await place().services.create(service('s9'))).ok();
    (await place().services.delete('s2')).ok();
    const rest = (
      await place().services.list({ continue: first.metadata.continue ?? '' })
    ).ok();

    expect(rest.items.map(each => each.metadata.name)).toEqual(['s1', 's2']);
    expect(rest.metadata.resourceVersion).toBe(first.metadata.resourceVersion);
  });

  it('does not tell how many remain when a selector selects', async () => {
    await createServices(place(), 3);
    const first = (
      await place().services.list({ limit: 1, labelSelector: '!nothing' })
    ).ok();

    expect(first.metadata.continue).toBeTruthy();
    expect(first.metadata).not.toHaveProperty('remainingItemCount');
  });

  it('refuses a token that it did not write', async () => {
    expectStatus(await place().services.list({ limit: 1, continue: 'abc' }), {
      code: 400,
      reason: 'BadRequest',
      message: /^invalid continue token: continue key is not valid/,
    });
  });

  it('refuses a limit that is no number', async () => {
    expectStatus(await client.call('GET', `${place().services.path}?limit=x`), {
      code: 400,
      reason: 'BadRequest',
      message: 'strconv.ParseInt: parsing "x": invalid syntax',
    });
  });

  it('of long ago is refused with 410, or as it was then if that is still known', async () => {
    await createServices(place(), 1);
    // A token names a version, a start key and nothing secret: one of long ago expires like one that was kept for long.
    const text = JSON.stringify({
      v: 'meta.k8s.io/v1',
      rv: 1,
      start: `s0\u0000`,
    });
    const token = Buffer.from(text).toString('base64url');
    const answer = await place().services.list({ limit: 1, continue: token });
    const gone = {
      kind: 'Status',
      code: 410,
      reason: 'Expired',
      message: expect.stringMatching(
        /^The provided continue parameter is too old to display a consistent list result/,
      ),
    };

    // A cluster forgets only some minutes after its start.
    expect(answer.json).toMatchObject(
      answer.code === 410 ? gone : { kind: 'ServiceList', items: [] },
    );
  });
});
