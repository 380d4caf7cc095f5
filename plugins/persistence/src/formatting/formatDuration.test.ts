import { formatDuration } from './formatDuration';

describe('formatDuration', () => {
  it.each([
    [-5_000, '0 sec'],
    [400, '0 sec'],
    [24_000, '24 sec'],
    [59_600, '1 min'],
    [125_000, '2 min, 5 sec'],
    [3_600_000, '1 hr'],
    [3_725_000, '1 hr, 2 min'],
  ])('says of %i ms: %s', (milliseconds, words) => {
    expect(formatDuration(milliseconds, 'en')).toBe(words);
  });

  it('speaks the language of the reader', () => {
    expect(formatDuration(125_000, 'de')).toBe('2 Min., 5 Sek.');
  });
});
