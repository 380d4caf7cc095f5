import {
  addQuantities,
  canonicalQuantity,
  compareQuantities,
  quantityMilliValue,
  quantityValue,
} from './quantity';

describe('the canonical form of a quantity, as a real API server wrote it', () => {
  it.each([
    ['0', '0'],
    ['0Gi', '0'],
    ['0m', '0'],
    ['1', '1'],
    ['1.5', '1500m'],
    ['0.1', '100m'],
    ['.5', '500m'],
    ['10.0', '10'],
    ['10.50', '10500m'],
    ['100m', '100m'],
    ['1000m', '1'],
    ['0.5m', '500u'],
    ['0.0001m', '100n'],
    ['1n', '1n'],
    ['0.1n', '1n'],
    ['1.0001n', '2n'],
    ['1000000000n', '1'],
    ['1024', '1024'],
    ['1000k', '1M'],
    ['1024k', '1024k'],
    ['1M', '1M'],
    ['1E', '1E'],
    ['1Ki', '1Ki'],
    ['1024Mi', '1Gi'],
    ['1025Mi', '1025Mi'],
    ['1048576Ki', '1Gi'],
    ['1.5Gi', '1536Mi'],
    ['2.5Mi', '2560Ki'],
    ['1.25Ki', '1280'],
    ['0.5Ki', '512'],
    ['0.001Ki', '1024m'],
    ['1.1Ki', '1126400m'],
    ['1Ei', '1Ei'],
    ['1e3', '1e3'],
    ['1E3', '1e3'],
    ['1e6', '1e6'],
    ['1e7', '10e6'],
    ['123e4', '1230e3'],
    ['1e-7', '100e-9'],
    ['1.5e3', '1500'],
    [' 1Gi ', '1Gi'],
  ])('%j becomes %s', (text, expected) => {
    expect(canonicalQuantity(text)).toBe(expected);
  });

  it.each([
    '',
    '0x1',
    '1 Gi',
    '1gi',
    '1KI',
    '1K',
    '1Kib',
    '1.2.3',
    '1e',
    '1e3Mi',
    '--1',
    '1e3.5',
    'Gi',
  ])('%j is none', text => {
    expect(canonicalQuantity(text)).toBeUndefined();
  });

  it('keeps the sign', () => {
    expect(canonicalQuantity('-1024Mi')).toBe('-1Gi');
    expect(canonicalQuantity('+1024Mi')).toBe('1Gi');
  });
});

describe('the value of a quantity', () => {
  it('is rounded up to whole units', () => {
    expect(quantityValue('1.5Gi')).toBe(1_610_612_736);
    expect(quantityValue('100m')).toBe(1);
    expect(quantityValue('0')).toBe(0);
  });

  it('can be counted in thousandths', () => {
    expect(quantityMilliValue('1.5')).toBe(1500);
    expect(quantityMilliValue('1u')).toBe(1);
  });

  it('is unknown for what is no quantity', () => {
    expect(quantityValue('lots')).toBeUndefined();
    expect(quantityValue(undefined)).toBeUndefined();
    expect(quantityMilliValue('lots')).toBeUndefined();
  });
});

describe('calculating with quantities', () => {
  it.each([
    ['1Gi', '1Gi', '2Gi'],
    ['512Mi', '0.5Gi', '1Gi'],
    ['1Gi', '1', '1073741825'],
    ['0', '1Gi', '1Gi'],
    ['0', '100m', '100m'],
    ['900m', '100m', '1'],
    ['2', '-3', '-1'],
  ])('%s + %s = %s', (one, other, sum) => {
    expect(addQuantities(one, other)).toBe(sum);
  });

  it('refuses to add what is no quantity', () => {
    expect(() => addQuantities('1Gi', 'lots')).toThrow(TypeError);
  });

  it.each([
    ['1Gi', '1024Mi', 0],
    ['1G', '1Gi', -1],
    ['1.1Gi', '1Gi', 1],
    ['-1', '0', -1],
  ])('%s against %s: %s', (one, other, expected) => {
    expect(compareQuantities(one, other)).toBe(expected);
  });
});
