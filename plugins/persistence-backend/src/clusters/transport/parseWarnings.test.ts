import { parseWarnings } from './parseWarnings';

describe('parseWarnings', () => {
  it.each<[string, string | string[] | undefined, string[]]>([
    ['no header', undefined, []],
    ['one warning', '299 - "deprecated"', ['deprecated']],
    [
      'an agent instead of a dash',
      '299 kube-apiserver "deprecated"',
      ['deprecated'],
    ],
    ['several headers', ['299 - "a"', '299 - "b"'], ['a', 'b']],
    [
      'several in one header',
      '299 - "a, with comma", 299 - "b"',
      ['a, with comma', 'b'],
    ],
    [
      'quotes and backslashes',
      '299 - "say \\"hi\\" in C:\\\\x"',
      ['say "hi" in C:\\x'],
    ],
    [
      'a date',
      '299 - "a" "Sat, 21 Nov 2026 13:00:00 GMT", 299 - "b"',
      ['a', 'b'],
    ],
    ['other codes', '110 - "stale", 299 - "a"', ['a']],
    ['rubbish', '299 - unquoted', []],
    ['an empty text', '299 - ""', ['']],
  ])('understands %s', (_, header, warnings) => {
    expect(parseWarnings(header)).toEqual(warnings);
  });
});
