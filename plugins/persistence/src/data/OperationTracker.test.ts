import type { Operation } from 'backstage-plugin-persistence-common';
import { ResponseError } from '@backstage/errors';
import { answerOf } from '../__testUtils__/serveState';
import { OperationTracker, type TrackedOperation } from './OperationTracker';

const [RUNNING] = answerOf('turning-on-claim').operations;
const [LATER] = answerOf('turning-on-mount').operations;
const [ENDED] = answerOf('turned-on').operations;

/** Looks that a test answers one by one. */
function setUp() {
  const looks: {
    id: string;
    signal: AbortSignal;
    resolve: (operation: Operation) => void;
    reject: (error: unknown) => void;
  }[] = [];
  const told: TrackedOperation[][] = [];
  const onEnded = jest.fn();
  const tracker = OperationTracker.create({
    fetch: (id, signal) =>
      new Promise((resolve, reject) => {
        looks.push({ id, signal, resolve, reject });
        signal.addEventListener('abort', () => reject(new Error('aborted')));
      }),
    onChange: tracked => told.push(tracked),
    onEnded,
  });
  return { tracker, looks, told, onEnded, last: () => told.at(-1) ?? [] };
}

async function settle() {
  for (let turns = 0; turns < 10; turns++) {
    await Promise.resolve();
  }
}

async function responseError(status: number): Promise<Error> {
  return ResponseError.fromResponse(new Response('{}', { status }));
}

describe('OperationTracker', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  it('looks at an operation that runs every 700 ms, never twice at once', async () => {
    const { tracker, looks, last } = setUp();

    tracker.follow(RUNNING);
    expect(last()).toMatchObject([{ operation: RUNNING }]);
    jest.advanceTimersByTime(699);
    expect(looks).toHaveLength(0);
    jest.advanceTimersByTime(1);
    expect(looks).toHaveLength(1);
    jest.advanceTimersByTime(2_000);
    expect(looks).toHaveLength(1);
    looks[0].resolve(LATER);
    await settle();
    expect(last()).toMatchObject([{ operation: LATER }]);
    jest.advanceTimersByTime(700);

    expect(looks).toHaveLength(2);
  });

  it('stops when it has ended, and says so once', async () => {
    const { tracker, looks, last, onEnded } = setUp();

    tracker.follow(RUNNING);
    jest.advanceTimersByTime(700);
    looks[0].resolve(ENDED);
    await settle();
    jest.advanceTimersByTime(60_000);

    expect(last()).toMatchObject([{ operation: ENDED, confirmed: false }]);
    expect(onEnded).toHaveBeenCalledTimes(1);
    expect(looks).toHaveLength(1);
  });

  it('finds operations in answers about the entity, whoever began them', () => {
    const { tracker, looks } = setUp();
    const other = { ...RUNNING, id: 'other' };

    tracker.report([RUNNING, other, { ...ENDED, id: 'ended' }]);
    tracker.report([RUNNING, other, { ...ENDED, id: 'ended' }]);
    jest.advanceTimersByTime(700);

    expect(looks.map(({ id }) => id)).toEqual([RUNNING.id, 'other']);
  });

  it('believes its own look rather than an older answer', async () => {
    const { tracker, looks, last } = setUp();

    tracker.report([RUNNING]);
    jest.advanceTimersByTime(700);
    looks[0].resolve(LATER);
    await settle();
    tracker.report([RUNNING]);
    expect(last()).toMatchObject([{ operation: LATER }]);

    jest.advanceTimersByTime(700);
    looks[1].resolve(ENDED);
    await settle();
    tracker.report([RUNNING]);
    expect(last()).toMatchObject([{ operation: ENDED }]);
    jest.advanceTimersByTime(60_000);
    expect(looks).toHaveLength(2);
  });

  it('believes an answer that says that it has ended, and gives up the look', async () => {
    const { tracker, looks, last, onEnded } = setUp();

    tracker.report([RUNNING]);
    jest.advanceTimersByTime(700);
    tracker.report([ENDED]);
    await settle();

    expect(looks[0].signal.aborted).toBe(true);
    expect(last()).toMatchObject([{ operation: ENDED, confirmed: true }]);
    expect(onEnded).not.toHaveBeenCalled();
  });

  it('hears of an undo from the answers', () => {
    const { tracker, last } = setUp();

    tracker.report([ENDED]);
    tracker.report([{ ...ENDED, state: 'undone', undoable: false }]);

    expect(last()).toMatchObject([{ operation: { state: 'undone' } }]);
  });

  it('shows what has just been asked of it, not what an older look finds', async () => {
    const { tracker, looks, last } = setUp();
    const cancelling = { ...RUNNING, state: 'cancelling' as const };

    tracker.follow(RUNNING);
    jest.advanceTimersByTime(700);
    tracker.follow(cancelling);
    looks[0].resolve(RUNNING);
    await settle();
    expect(last()).toMatchObject([{ operation: cancelling }]);
    jest.advanceTimersByTime(700);

    expect(looks).toHaveLength(2);
  });

  it('keeps one that has just begun although an older answer does not know it', () => {
    const { tracker, last } = setUp();

    tracker.follow(RUNNING);
    tracker.report([]);

    expect(last()).toMatchObject([{ operation: RUNNING }]);
  });

  it('forgets one that ended when the answers do', () => {
    const { tracker, last } = setUp();

    tracker.report([ENDED]);
    tracker.report([]);

    expect(last()).toEqual([]);
  });

  it('keeps the last known state without an answer, says so, and asks less often', async () => {
    const { tracker, looks, last, onEnded } = setUp();

    tracker.follow(RUNNING);
    const pauses = [700, 1_400, 2_800, 5_000, 5_000];
    for (const [index, pause] of pauses.entries()) {
      jest.advanceTimersByTime(pause - 1);
      expect(looks).toHaveLength(index);
      jest.advanceTimersByTime(1);
      looks[index].reject(new TypeError('Failed to fetch'));
      await settle();
      expect(last()).toMatchObject([
        { operation: RUNNING, problem: { kind: 'offline' } },
      ]);
    }
    jest.advanceTimersByTime(5_000);
    looks[pauses.length].resolve(LATER);
    await settle();

    expect(last()[0].problem).toBeUndefined();
    expect(last()).toMatchObject([{ operation: LATER }]);
    expect(onEnded).not.toHaveBeenCalled();
    jest.advanceTimersByTime(700);
    expect(looks).toHaveLength(pauses.length + 2);
  });

  it.each([500, 503, 401])(
    'keeps the last known state at the status %i',
    async status => {
      const { tracker, looks, last } = setUp();

      tracker.follow(RUNNING);
      jest.advanceTimersByTime(700);
      looks[0].reject(await responseError(status));
      await settle();

      expect(last()).toMatchObject([
        { operation: RUNNING, problem: { status } },
      ]);
    },
  );

  it.each([403, 404])(
    'shows nothing any more at the status %i, and has the entity asked for',
    async status => {
      const { tracker, looks, last, onEnded } = setUp();

      tracker.follow(RUNNING);
      jest.advanceTimersByTime(700);
      looks[0].reject(await responseError(status));
      await settle();
      jest.advanceTimersByTime(60_000);

      expect(last()).toEqual([]);
      expect(onEnded).toHaveBeenCalledTimes(1);
      expect(looks).toHaveLength(1);
    },
  );

  it('gives up a look that is never answered, so that the next one may begin', async () => {
    const { tracker, looks, last } = setUp();

    tracker.follow(RUNNING);
    jest.advanceTimersByTime(700);
    jest.advanceTimersByTime(10_000);
    await settle();
    expect(looks[0].signal.aborted).toBe(true);
    expect(last()).toMatchObject([{ problem: { kind: 'offline' } }]);
    jest.advanceTimersByTime(1_400);

    expect(looks).toHaveLength(2);
  });

  it('looks at nothing and tells nothing after it was stopped', async () => {
    const { tracker, looks, told } = setUp();

    tracker.follow(RUNNING);
    tracker.follow({ ...RUNNING, id: 'other' });
    jest.advanceTimersByTime(700);
    const before = told.length;
    tracker.stop();
    await settle();
    jest.advanceTimersByTime(60_000);

    expect(looks.every(({ signal }) => signal.aborted)).toBe(true);
    expect(looks).toHaveLength(2);
    expect(told).toHaveLength(before);
  });
});
