import { expectStatus } from './support/answer';
import { autoscaler } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();

describe('an autoscaler', () => {
  it('is kept with what it does not say', async () => {
    (await place().autoscalers.create(autoscaler())).ok();

    const { items } = (await place().autoscalers.list()).ok();
    expect(items.map(({ spec }) => spec)).toEqual([
      {
        scaleTargetRef: {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'web',
        },
        minReplicas: 1,
        maxReplicas: 3,
        metrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              target: { type: 'Utilization', averageUtilization: 80 },
            },
          },
        ],
      },
    ]);
  });

  it('is seen by who watches, changed and removed', async () => {
    const watch = await place().autoscalers.watch();
    (await place().autoscalers.create(autoscaler())).ok();
    (await place().autoscalers.patch('web', { spec: { maxReplicas: 7 } })).ok();
    (await place().autoscalers.delete('web')).ok();

    await watch.next(({ type }) => type === 'DELETED');
    watch.close();
    expect(watch.events[0].type).toBe('ADDED');
    expect(watch.events).toContainEqual({
      type: 'MODIFIED',
      object: expect.objectContaining({
        spec: expect.objectContaining({ maxReplicas: 7 }),
      }),
    });
    expect((await place().autoscalers.get('web')).code).toBe(404);
  });

  it.each([
    [
      'no target',
      { scaleTargetRef: undefined },
      [
        'spec.scaleTargetRef.kind: Required value',
        'spec.scaleTargetRef.name: Required value',
        'spec.scaleTargetRef.apiVersion: Invalid value: "": apiVersion must specify API group',
      ],
    ],
    [
      'no maximum',
      { maxReplicas: undefined },
      [
        'spec.maxReplicas: Required value: must be set and greater than 0',
        'spec.maxReplicas: Invalid value: 0: must be greater than or equal to `minReplicas`',
      ],
    ],
    [
      'a maximum below its minimum',
      { minReplicas: 4 },
      [
        'spec.maxReplicas: Invalid value: 3: must be greater than or equal to `minReplicas`',
      ],
    ],
    [
      'a negative maximum',
      { maxReplicas: -3 },
      [
        'spec.maxReplicas: Invalid value: -3: must be greater than or equal to 1',
      ],
    ],
  ])('with %s is refused', async (_name, spec, problems) => {
    const { message } = expectStatus(
      await place().autoscalers.create(autoscaler(spec)),
      { code: 422, reason: 'Invalid' },
    );

    for (const problem of problems) {
      expect(message).toContain(problem);
    }
  });
});
