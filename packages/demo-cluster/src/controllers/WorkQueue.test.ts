import { WorkQueue } from './WorkQueue';

const immediate = () =>
  new Promise(resolve => {
    setImmediate(resolve);
  });

describe('a work queue', () => {
  const debug = jest.fn();
  let queue: WorkQueue;

  function create(reconcile: (key: string) => void | Promise<void>): void {
    queue = WorkQueue.create({
      name: 'test',
      reconcile,
      logger: { debug, warn() {}, error() {} },
    });
  }

  afterEach(() => {
    queue.stop();
    jest.useRealTimers();
    debug.mockClear();
  });

  it('works on each key once, later, in the order of their arrival', async () => {
    const seen: string[] = [];
    create(key => {
      seen.push(key);
    });
    queue.add('b');
    queue.add('a');
    queue.add('b');
    expect(seen).toEqual([]);
    await immediate();
    expect(seen).toEqual(['b', 'a']);
  });

  it('works again on a key that is added while it is worked on', async () => {
    const seen: string[] = [];
    let finish = () => {};
    create(key => {
      seen.push(key);
      return new Promise<void>(resolve => {
        finish = resolve;
      });
    });
    queue.add('a');
    await immediate();
    queue.add('a');
    await immediate();
    expect(seen).toEqual(['a']);
    finish();
    await immediate();
    await immediate();
    expect(seen).toEqual(['a', 'a']);
    finish();
  });

  it('repeats what failed, ever later, until it succeeds', async () => {
    jest.useFakeTimers();
    let attempts = 0;
    create(() => {
      attempts += 1;
      if (attempts < 4) {
        throw new Error('not yet');
      }
    });
    queue.add('a');
    await jest.advanceTimersByTimeAsync(0);
    expect(attempts).toBe(1);
    await jest.advanceTimersByTimeAsync(5);
    await jest.advanceTimersByTimeAsync(9);
    expect(attempts).toBe(2);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(attempts).toBe(4);
    expect(debug.mock.calls).toEqual([
      ['test: a: not yet; again in 5 ms'],
      ['test: a: not yet; again in 10 ms'],
      ['test: a: not yet; again in 20 ms'],
    ]);
  });

  it('repeats work that fails later too', async () => {
    jest.useFakeTimers();
    let attempts = 0;
    create(async () => {
      attempts += 1;
      throw new Error('never');
    });
    queue.add('a');
    await jest.advanceTimersByTimeAsync(20);
    expect(attempts).toBeGreaterThan(1);
  });

  it('keeps the earliest of several appointments', async () => {
    jest.useFakeTimers();
    const reconcile = jest.fn();
    create(reconcile);
    queue.addAfter('a', 1000);
    queue.addAfter('a', 5000);
    queue.addAfter('a', 100);
    await jest.advanceTimersByTimeAsync(101);
    expect(reconcile).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(10_000);
    expect(reconcile).toHaveBeenCalledTimes(1);
  });

  it('does nothing more once it is stopped', async () => {
    const reconcile = jest.fn();
    create(reconcile);
    queue.add('a');
    queue.addAfter('b', 1);
    queue.stop();
    queue.add('c');
    await new Promise(resolve => {
      setTimeout(resolve, 10);
    });
    expect(reconcile).not.toHaveBeenCalled();
  });
});
