import { formatBytes } from './formatBytes';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_000, '1 kB'],
    [1_490, '1.5 kB'],
    [9_960, '10 kB'],
    [12_345_678, '12 MB'],
    [999_499, '999 kB'],
    [999_500, '1 MB'],
    [5_000_000_000_000_000_000, '5000 PB'],
  ])('reads %d as %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });
});
