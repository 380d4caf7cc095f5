import {
  formatAbsoluteTime,
  formatRelativeTime,
  formatTimeNear,
} from './formatTime';

const NOW = new Date('2026-11-21T12:00:00');

function before(seconds: number): Date {
  return new Date(NOW.getTime() - seconds * 1000);
}

describe('formatRelativeTime', () => {
  it.each([
    [0, 'en', 'now'],
    [20, 'en', '20 seconds ago'],
    [59.7, 'en', '1 minute ago'],
    [60, 'en', '1 minute ago'],
    [3600, 'en', '1 hour ago'],
    [24 * 3600, 'en', 'yesterday'],
    [3 * 24 * 3600, 'de', 'vor 3 Tagen'],
    [65 * 24 * 3600, 'en', '2 months ago'],
    [800 * 24 * 3600, 'en', '2 years ago'],
    [-27 * 24 * 3600, 'en', 'in 27 days'],
  ])('says of %d seconds ago in %s: %s', (seconds, locale, text) => {
    expect(formatRelativeTime(before(seconds), NOW, locale)).toBe(text);
  });
});

describe('formatTimeNear', () => {
  it('leaves out the day when it is today', () => {
    expect(formatTimeNear(before(60), NOW, 'en')).toMatch(/^11:59:00\sAM$/);
  });

  it('names the day otherwise', () => {
    const time = before(2 * 24 * 3600);

    expect(formatTimeNear(time, NOW, 'en')).toBe(
      formatAbsoluteTime(time, 'en'),
    );
    expect(formatTimeNear(time, NOW, 'en')).toMatch(/^Nov 19, 2026/);
  });
});
