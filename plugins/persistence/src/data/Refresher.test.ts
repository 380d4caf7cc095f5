import { Refresher } from './Refresher';

/** Fetches that a test answers one by one. */
function setUp() {
  const pending: {
    signal: AbortSignal;
    resolve: (value: string) => void;
    reject: (error: Error) => void;
  }[] = [];
  const options = {
    fetch: jest.fn(
      (signal: AbortSignal) =>
        new Promise<string>((resolve, reject) => {
          pending.push({ signal, resolve, reject });
          signal.addEventListener('abort', () => reject(new Error('aborted')));
        }),
    ),
    onStart: jest.fn(),
    onResult: jest.fn(),
    onError: jest.fn(),
  };
  return { refresher: Refresher.create(options), pending, ...options };
}

/** Lets promises that are settled tell so. */
async function settle() {
  for (let turns = 0; turns < 10; turns++) {
    await Promise.resolve();
  }
}

describe('Refresher', () => {
  it('fetches and tells the result', async () => {
    const { refresher, pending, onStart, onResult } = setUp();

    refresher.refresh();
    expect(onStart).toHaveBeenCalledTimes(1);
    pending[0].resolve('state');
    await settle();

    expect(onResult).toHaveBeenCalledWith('state');
  });

  it('joins the fetch that is under way', async () => {
    const { refresher, pending, fetch } = setUp();

    refresher.refresh();
    refresher.refresh();
    pending[0].resolve('state');
    await settle();

    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('fetches once more after one that many changes overtook, and never twice at once', async () => {
    const { refresher, pending, fetch, onResult } = setUp();

    refresher.refresh();
    refresher.refresh({ changed: true });
    refresher.refresh({ changed: true });
    refresher.refresh();
    expect(fetch).toHaveBeenCalledTimes(1);
    pending[0].resolve('old');
    await settle();
    expect(fetch).toHaveBeenCalledTimes(2);
    pending[1].resolve('new');
    await settle();

    expect(fetch).toHaveBeenCalledTimes(2);
    expect(onResult.mock.calls).toEqual([['old'], ['new']]);
  });

  it('fetches again after a failure', async () => {
    const { refresher, pending, onError, onResult } = setUp();

    refresher.refresh();
    pending[0].reject(new Error('down'));
    await settle();
    refresher.refresh();
    pending[1].resolve('state');
    await settle();

    expect(onError).toHaveBeenCalledWith(new Error('down'));
    expect(onResult).toHaveBeenCalledWith('state');
  });

  it('gives up a fetch that is never answered, so that the next one may begin', async () => {
    jest.useFakeTimers();
    try {
      const { refresher, pending, onError, fetch } = setUp();

      refresher.refresh();
      jest.advanceTimersByTime(29_000);
      expect(pending[0].signal.aborted).toBe(false);
      jest.advanceTimersByTime(1_000);
      await settle();
      expect(onError).toHaveBeenCalledTimes(1);
      refresher.refresh();

      expect(fetch).toHaveBeenCalledTimes(2);
    } finally {
      jest.useRealTimers();
    }
  });

  it('aborts and tells nothing after it was stopped', async () => {
    const { refresher, pending, fetch, onResult, onError } = setUp();

    refresher.refresh();
    refresher.refresh({ changed: true });
    refresher.stop();
    await settle();
    refresher.refresh();

    expect(pending[0].signal.aborted).toBe(true);
    expect(fetch).toHaveBeenCalledTimes(1);
    expect(onResult).not.toHaveBeenCalled();
    expect(onError).not.toHaveBeenCalled();
  });

  it('tells nothing of an answer that comes although it was stopped', async () => {
    const { refresher, pending, onResult } = setUp();

    refresher.refresh();
    pending[0].resolve('late');
    refresher.stop();
    await settle();

    expect(onResult).not.toHaveBeenCalled();
  });
});
