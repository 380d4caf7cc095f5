import { expectStatus } from './support/answer';
import { client } from './support/cluster';
import { pod, script } from './support/objects';
import { usePlace } from './support/place';
import type { List } from './support/resource';
import { createServices, service } from './support/services';

const place = usePlace();

async function names(query?: Record<string, string>): Promise<string[]> {
  return (await place().services.list(query))
    .ok()
    .items.map(each => each.metadata.name);
}

describe('label selectors', () => {
  const cases: Array<[string, string[]]> = [
    ['tier=front', ['one', 'two']],
    ['tier==front', ['one', 'two']],
    ['tier!=front', ['four', 'three']],
    ['tier in (front,back)', ['one', 'three', 'two']],
    ['tier notin (front)', ['four', 'three']],
    ['size', ['one', 'three']],
    ['!size', ['four', 'two']],
    ['tier=front,size=big', ['one']],
    ['tier in (front), !size', ['two']],
    ['tier=', []],
    ['example.com/owner=team', ['four']],
  ];

  it('select by value, by set and by existence', async () => {
    (
      await place().services.create(
        service('one', { tier: 'front', size: 'big' }),
      )
    ).ok();
    (await place().services.create(service('two', { tier: 'front' }))).ok();
    (
      await place().services.create(
        service('three', { tier: 'back', size: 'small' }),
      )
    ).ok();
    (
      await place().services.create(
        service('four', { 'example.com/owner': 'team' }),
      )
    ).ok();

    for (const [labelSelector, expected] of cases) {
      expect({ labelSelector, names: await names({ labelSelector }) }).toEqual({
        labelSelector,
        names: expected,
      });
    }
  });

  it.each([
    ['tier in', "unable to parse requirement: found '' expected: '('"],
    ['!!', "unable to parse requirement: found '!', expected: identifier"],
    ['tier=a b', /unable to parse requirement|found 'b'/],
    ['Not A Label=x', /unable to parse/],
  ])('refuse %s', async (labelSelector, message) => {
    expectStatus(await place().services.list({ labelSelector }), {
      code: 400,
      reason: 'BadRequest',
      message,
    });
  });
});

describe('field selectors', () => {
  it('select by name', async () => {
    await createServices(place(), 3);

    expect(await names({ fieldSelector: 'metadata.name=s1' })).toEqual(['s1']);
    expect(await names({ fieldSelector: 'metadata.name!=s1' })).toEqual([
      's0',
      's2',
    ]);
  });

  it('select by namespace over all namespaces', async () => {
    await createServices(place(), 1);
    const list = await client.call<List<object>>('GET', '/api/v1/services', {
      query: { fieldSelector: `metadata.namespace=${place().name}` },
    });

    expect(list.ok().items).toHaveLength(1);
  });

  it('select pods by node and by phase', async () => {
    const containers = [script('true')];
    (
      await place().pods.create(pod('here', { containers, nodeName: 'n1' }))
    ).ok();
    (
      await place().pods.create(
        pod('nowhere', {
          containers,
          nodeSelector: { 'kubernetes.io/hostname': 'nowhere' },
        }),
      )
    ).ok();
    await place().pods.until('here', each =>
      expect(each.status.phase).toBe('Running'),
    );
    const podNames = async (fieldSelector: string) =>
      (await place().pods.list({ fieldSelector }))
        .ok()
        .items.map(each => each.metadata.name);

    expect(await podNames('spec.nodeName=n1')).toEqual(['here']);
    expect(await podNames('spec.nodeName=')).toEqual(['nowhere']);
    expect(await podNames('status.phase=Running')).toEqual(['here']);
    expect(
      await podNames('status.phase!=Running,metadata.name=nowhere'),
    ).toEqual(['nowhere']);
  });

  it('refuse a field that they do not know', async () => {
    expectStatus(await place().pods.list({ fieldSelector: 'spec.color=red' }), {
      code: 400,
      reason: 'BadRequest',
      message: 'field label not supported: spec.color',
    });
  });
});
