import { formatDuration, isBackOffReset, restartDelay } from './backOff';

describe('restartDelay', () => {
  it('starts at once, then waits twice as long each time, five minutes at most', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 7, 100].map(restartDelay)).toEqual([
      0, 10_000, 20_000, 40_000, 80_000, 160_000, 300_000, 300_000, 300_000,
    ]);
  });
});

describe('isBackOffReset', () => {
  it('forgets failures of a container that ran for ten minutes', () => {
    expect(isBackOffReset(0, 599_999)).toBe(false);
    expect(isBackOffReset(0, 600_000)).toBe(true);
  });
});

describe('formatDuration', () => {
  it.each([
    [10_000, '10s'],
    [160_000, '2m40s'],
    [300_000, '5m0s'],
  ])('writes %d ms as %s', (milliseconds, text) => {
    expect(formatDuration(milliseconds)).toBe(text);
  });
});
