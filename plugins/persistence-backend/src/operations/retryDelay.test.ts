import { ClusterError } from '../clusters';
import { retryDelay } from './retryDelay';

const NO_ANSWER = new ClusterError({
  cluster: 'test',
  kind: 'unreachable',
  message: 'no answer',
});

describe('retryDelay', () => {
  it.each([
    [0, 1_000],
    [1, 2_000],
    [4, 16_000],
    [5, 30_000],
    [5_000, 30_000],
  ])('after %d tries is %d ms', (attempts, delay) => {
    expect(retryDelay({ error: NO_ANSWER, attempts, retryMs: 1_000 })).toBe(
      delay,
    );
  });

  it.each([
    [10, 10_000],
    [3_600, 30_000],
  ])('is as long as a server asks for, within bounds: %d s', (asked, delay) => {
    const error = new ClusterError({
      cluster: 'test',
      kind: 'rejected',
      status: 429,
      message: 'too many',
      retryAfterSeconds: asked,
    });

    expect(retryDelay({ error, attempts: 0, retryMs: 1_000 })).toBe(delay);
  });
});
