import { readBytes } from './readBytes';

describe('readBytes', () => {
  it.each([
    ['1Gi', 1024 ** 3, 1024],
    ['1.5Gi', 1.5 * 1024 ** 3, 1024],
    ['512Mi', 512 * 1024 ** 2, 1024],
    ['10G', 10e9, 1000],
    ['500M', 5e8, 1000],
    ['64k', 64_000, 1000],
    ['2Ti', 2 * 1024 ** 4, 1024],
    ['128974848', 128_974_848, 1024],
    ['129e6', 129e6, 1024],
    ['1E', 1e18, 1000],
    ['1500m', 1.5, 1024],
    ['.5Gi', 512 * 1024 ** 2, 1024],
  ])('reads %s', (quantity, value, base) => {
    expect(readBytes(quantity)).toEqual({ value, base });
  });

  it.each(['', 'Gi', '1 Gi', '1gi', '-1Gi', 'large'])(
    'does not read %p',
    quantity => {
      expect(readBytes(quantity)).toBeUndefined();
    },
  );
});
