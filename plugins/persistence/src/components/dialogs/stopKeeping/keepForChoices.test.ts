import { formatKeepFor, keepForChoices } from './keepForChoices';

describe('keepForChoices', () => {
  it('begins with what the portal does by default, where that is unusual', () => {
    expect(keepForChoices('P30D')).toEqual(['P7D', 'P30D', 'P90D', 'P1Y']);
    expect(keepForChoices('P45D')).toEqual([
      'P45D',
      'P7D',
      'P30D',
      'P90D',
      'P1Y',
    ]);
  });
});

describe('formatKeepFor', () => {
  it.each([
    ['P30D', 'en', '30 days'],
    ['P1Y', 'en', '1 year'],
    ['P2W', 'de', '2 Wochen'],
    ['P6M', 'en', '6 months'],
    ['P1DT12H', 'en', 'P1DT12H'],
  ])('says %s in %s: %s', (duration, locale, words) => {
    expect(formatKeepFor(duration, locale)).toBe(words);
  });
});
