import { parseQuantity } from './quantity';

describe('parseQuantity', () => {
  it.each([
    ['1Gi', 1_073_741_824],
    ['1G', 1_000_000_000],
    ['64Mi', 67_108_864],
    ['1.5Ki', 1_536],
    ['.5Ki', 512],
    ['2.', 2],
    ['1e3', 1_000],
    ['1E3', 1_000],
    ['1E', 1_000_000_000_000_000_000],
    ['1500m', 1.5],
    ['0', 0],
    ['-1Mi', -1_048_576],
    ['+1k', 1_000],
    ['128974848', 128_974_848],
  ])('reads %s', (quantity, number) => {
    expect(parseQuantity(quantity)).toBe(number);
  });

  it.each([
    '',
    'Gi',
    '1gi',
    '1 Gi',
    ' 1Gi',
    '1Gi ',
    '1KB',
    '1K',
    '.',
    'e3',
    '1e',
    'NaN',
    '0x10',
    '1,5Gi',
    '1Gi\n',
  ])('does not take %p for a quantity', text => {
    expect(parseQuantity(text)).toBeUndefined();
  });
});
