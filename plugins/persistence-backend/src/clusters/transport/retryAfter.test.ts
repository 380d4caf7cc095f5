import { parseRetryAfter } from './retryAfter';

const NOW = new Date('2026-11-21T13:00:00Z');

describe('parseRetryAfter', () => {
  it.each<[string, string | string[] | undefined, number | undefined]>([
    ['no header', undefined, undefined],
    ['seconds', '7', 7],
    ['zero', '0', 0],
    ['a date', 'Sat, 21 Nov 2026 13:00:30 GMT', 30],
    ['a date that is over', 'Sat, 21 Nov 2026 12:00:00 GMT', 0],
    ['the first of several', ['3', '9'], 3],
    ['rubbish', 'soon', undefined],
    ['an empty header', ' ', undefined],
  ])('understands %s', (_, header, seconds) => {
    expect(parseRetryAfter(header, NOW)).toBe(seconds);
  });
});
