import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { DefaultEntityStatusService } from './DefaultEntityStatusService';
import { LiveUpdates } from './LiveUpdates';
import { component, deployment, FakeObservation, labelled } from './testing';
import { DEFAULT_POLICIES } from '../policies/testing';

const GUESTBOOK = component({ name: 'guestbook' });

describe('LiveUpdates', () => {
  let observation: FakeObservation;
  let answers: DefaultEntityStatusService;
  let made: number;
  let fails: boolean;
  let updates: LiveUpdates;
  const publish = jest.fn();
  const logger = mockServices.logger.mock();

  beforeEach(() => {
    jest.useFakeTimers({ now: new Date('2026-02-01T00:00:00Z') });
    jest.resetAllMocks();
    publish.mockResolvedValue(undefined);
    made = 0;
    fails = false;
    observation = new FakeObservation();
    answers = DefaultEntityStatusService.create({
      clusters: () => observation.clusters(),
      entityIndex: { entitiesSelecting: () => [], noticed: () => {} },
      policies: DEFAULT_POLICIES,
      operations: async () => [],
    });
    updates = LiveUpdates.create({
      observation,
      signals: { publish },
      answer: entity => {
        made += 1;
        if (fails) {
          throw new Error('broken');
        }
        return answers.statusNow(entity);
      },
      logger,
    });
    updates.start();
  });

  afterEach(() => {
    updates.stop();
    jest.useRealTimers();
  });

  const pass = (milliseconds: number) => jest.advanceTimersByTime(milliseconds);
  const ask = (entity: Entity = GUESTBOOK) =>
    updates.asked(entity, answers.statusNow(entity));
  const have = (replicas: number, options: { namespace?: string } = {}) =>
    observation.set('eu', [
      deployment({
        name: 'guestbook',
        labels: labelled('guestbook'),
        replicas,
        ...options,
      }),
    ]);
  const change = (replicas: number) => {
    have(replicas);
    observation.publish('eu', 'demo');
  };

  it('sends a signal within 250 ms of a change, and nothing but a version', () => {
    have(1);
    ask();
    change(2);
    pass(250);
    expect(publish.mock.calls).toEqual([
      [
        {
          recipients: { type: 'broadcast' },
          channel: 'persistence:component:default/guestbook',
          message: { version: expect.any(Number) },
        },
      ],
    ]);
  });

  it('sends none when nothing changed for the page', () => {
    have(1);
    ask();
    pass(10_000);
    have(1); // heard of at another time
    observation.publish('eu');
    pass(5_000);
    expect(made).toBe(1);
    expect(publish).not.toHaveBeenCalled();
  });

  it('sends one per second while it changes all the time, and one for the last change', () => {
    have(1);
    ask();
    for (let step = 0; step < 50; step += 1) {
      change(step + 2);
      pass(100);
    }
    expect(publish.mock.calls.length).toBeGreaterThanOrEqual(4);
    expect(publish.mock.calls.length).toBeLessThanOrEqual(6);
    publish.mockClear();
    change(1);
    pass(1_100);
    expect(publish).toHaveBeenCalledTimes(1);
    pass(60_000);
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it('is fast again after a pause', () => {
    have(1);
    ask();
    change(2);
    pass(2_000);
    change(3);
    pass(250);
    expect(publish).toHaveBeenCalledTimes(2);
  });

  it('does not make answers all the time where much changes that does not matter', () => {
    have(1);
    ask();
    for (let step = 0; step < 200; step += 1) {
      observation.publish('eu', 'demo');
      pass(10);
    }
    expect(made).toBeLessThanOrEqual(11);
    change(2);
    pass(250);
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it('sends larger versions later', () => {
    have(1);
    ask();
    change(2);
    pass(2_000);
    change(3);
    pass(2_000);
    const [first, second] = publish.mock.calls.map(
      ([{ message }]) => message.version,
    );
    expect(second).toBeGreaterThan(first);
  });

  it('tells the first page of a change that a second page has seen already', () => {
    have(1);
    ask();
    have(2);
    ask(); // before the signal
    observation.publish('eu', 'demo');
    pass(250);
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it('hears only of changes where the entity has objects', () => {
    have(1);
    ask();
    observation.publish('us', 'demo');
    observation.publish('eu', 'other');
    pass(1_000);
    expect(made).toBe(0);
  });

  it('hears of the first object in a new namespace, and of the last one that goes', () => {
    observation.set('eu', []);
    ask();
    have(1, { namespace: 'new' });
    observation.publish('eu', 'new');
    pass(1_500);
    expect(publish).toHaveBeenCalledTimes(1);

    observation.set('eu', []);
    observation.publish('eu', 'new');
    pass(1_500);
    expect(publish).toHaveBeenCalledTimes(2);
  });

  it('tells that a cluster stopped answering', () => {
    have(1);
    ask();
    observation.set(
      'eu',
      [deployment({ name: 'guestbook', labels: labelled('guestbook') })],
      { status: { state: 'stale', message: 'It does not answer' } },
    );
    observation.publish('eu');
    pass(250);
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it('looks at the annotations that the entity has now', () => {
    have(1);
    ask(component({ name: 'guestbook', etag: '1' }));
    ask(component({ name: 'guestbook', etag: '2', id: 'elsewhere' }));
    pass(250);
    expect(publish).toHaveBeenCalledTimes(1);
    change(2);
    pass(5_000);
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it('forgets what nobody asked for in ten minutes, and not what somebody did', () => {
    have(1);
    ask();
    pass(9 * 60_000);
    ask();
    pass(9 * 60_000);
    change(2);
    pass(250);
    expect(publish).toHaveBeenCalledTimes(1);
    pass(2 * 60_000);
    change(3);
    pass(5_000);
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it('goes on after an answer that failed', () => {
    have(1);
    ask();
    fails = true;
    change(2);
    pass(1_000);
    expect(logger.error).toHaveBeenCalledTimes(1);
    fails = false;
    observation.publish('eu', 'demo');
    pass(1_000);
    expect(publish).toHaveBeenCalledTimes(1);
  });

  it('says that a signal could not be sent, and sends the next', async () => {
    publish.mockRejectedValueOnce(new Error('no broker'));
    have(1);
    ask();
    change(2);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    change(3);
    pass(1_000);
    expect(publish).toHaveBeenCalledTimes(2);
  });

  it('stops, with a change on its way', () => {
    have(1);
    ask();
    change(2);
    updates.stop();
    pass(5_000);
    expect(publish).not.toHaveBeenCalled();
    expect(observation.listeners).toBe(0);
    ask();
    expect(jest.getTimerCount()).toBe(0);
  });

  describe('touch', () => {
    const REF = 'component:default/guestbook';

    it('tells at once of what is not observed, and to pages of other replicas', () => {
      updates.touch(REF);
      pass(1);
      expect(publish.mock.calls).toEqual([
        [
          {
            recipients: { type: 'broadcast' },
            channel: `persistence:${REF}`,
            message: { version: expect.any(Number) },
          },
        ],
      ]);
      expect(made).toBe(0);
    });

    it('tells twice a second while it goes on, and of the last change', () => {
      for (let step = 0; step < 40; step += 1) {
        updates.touch(REF);
        pass(50);
      }
      expect(publish.mock.calls.length).toBeGreaterThanOrEqual(4);
      expect(publish.mock.calls.length).toBeLessThanOrEqual(5);
      publish.mockClear();
      updates.touch(REF);
      pass(500);
      expect(publish).toHaveBeenCalledTimes(1);
      pass(10_000);
      expect(publish).toHaveBeenCalledTimes(1);
    });

    it('is fast again after a pause', () => {
      updates.touch(REF);
      pass(5_000);
      updates.touch(REF);
      pass(1);
      expect(publish).toHaveBeenCalledTimes(2);
    });

    it('lets no entity wait for another one', () => {
      updates.touch(REF);
      updates.touch('component:default/other');
      pass(1);
      expect(publish.mock.calls.map(([{ channel }]) => channel)).toEqual([
        `persistence:${REF}`,
        'persistence:component:default/other',
      ]);
    });

    it('sends larger versions later, whichever way it came to know', () => {
      have(1);
      ask();
      updates.touch(REF);
      pass(1);
      change(2);
      pass(2_000);
      updates.touch(REF);
      pass(1);
      const versions = publish.mock.calls.map(
        ([{ message }]) => message.version,
      );
      expect(versions).toHaveLength(3);
      expect([...versions].sort((one, two) => one - two)).toEqual(versions);
      expect(new Set(versions).size).toBe(3);
    });

    it('does not make a signal of the cluster unnecessary', () => {
      have(1);
      ask();
      have(2);
      updates.touch(REF);
      pass(1);
      observation.publish('eu', 'demo');
      pass(250);
      expect(publish).toHaveBeenCalledTimes(2);
    });

    it('says that a signal could not be sent, and sends the next', async () => {
      publish.mockRejectedValueOnce(new Error('no broker'));
      updates.touch(REF);
      await jest.advanceTimersByTimeAsync(1_000);
      expect(logger.warn).toHaveBeenCalledTimes(1);
      updates.touch(REF);
      pass(1);
      expect(publish).toHaveBeenCalledTimes(2);
    });

    it('tells nobody before it starts and after it stopped', () => {
      updates.touch(REF);
      updates.stop();
      updates.touch(REF);
      pass(5_000);
      expect(publish).not.toHaveBeenCalled();
      expect(jest.getTimerCount()).toBe(0);
    });
  });
});
