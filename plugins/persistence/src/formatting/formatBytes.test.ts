import { formatBytes } from './formatBytes';

describe('formatBytes', () => {
  it.each([
    [1024 ** 3, 1024, 'en', '1 GB'],
    [1e9, 1000, 'en', '1 GB'],
    [1.5 * 1024 ** 3, 1024, 'en', '1.5 GB'],
    [1.5 * 1024 ** 3, 1024, 'de', '1,5\u00a0GB'],
    [412 * 1024 ** 2, 1024, 'en', '412 MB'],
    [1023, 1024, 'en', '1,023 bytes'],
    [1, 1024, 'en', '1 byte'],
    [0, 1024, 'en', '0 bytes'],
    [20 * 1024 ** 4, 1024, 'en', '20 TB'],
    [1024 ** 6, 1024, 'en', '1,024 PB'],
    [1024 ** 3, 1024, 'fr', '1\u202fGo'],
    // Rounds to the next unit instead of '1,024 MB'.
    [1024 ** 3 - 1, 1024, 'en', '1 GB'],
  ] as const)('writes %d (of %d) in %s as %s', (value, base, locale, text) => {
    expect(formatBytes({ value, base }, locale)).toBe(text);
  });
});
