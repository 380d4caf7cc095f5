import { parseLabelSelector } from './parseLabelSelector';

const LONGEST = 'a'.repeat(63);

describe('parseLabelSelector', () => {
  it.each([
    ['a=b', [{ key: 'a', operator: 'In', values: ['b'] }]],
    ['a==b', [{ key: 'a', operator: 'In', values: ['b'] }]],
    ['a!=b', [{ key: 'a', operator: 'NotIn', values: ['b'] }]],
    ['a', [{ key: 'a', operator: 'Exists', values: [] }]],
    ['!a', [{ key: 'a', operator: 'DoesNotExist', values: [] }]],
    ['a in (b)', [{ key: 'a', operator: 'In', values: ['b'] }]],
    ['a notin (b,c)', [{ key: 'a', operator: 'NotIn', values: ['b', 'c'] }]],
    ['a in (b, c ,b)', [{ key: 'a', operator: 'In', values: ['b', 'c'] }]],
    ['a in(b)', [{ key: 'a', operator: 'In', values: ['b'] }]],
    // Nothing is the empty value
    ['a=', [{ key: 'a', operator: 'In', values: [''] }]],
    ['a!=', [{ key: 'a', operator: 'NotIn', values: [''] }]],
    ['a in (,)', [{ key: 'a', operator: 'In', values: [''] }]],
    ['a in (b,)', [{ key: 'a', operator: 'In', values: ['b', ''] }]],
    ['a in (,b)', [{ key: 'a', operator: 'In', values: ['', 'b'] }]],
    // `in` and `notin` are words like others where no operator can be
    ['in', [{ key: 'in', operator: 'Exists', values: [] }]],
    [
      'in in (in, notin)',
      [{ key: 'in', operator: 'In', values: ['in', 'notin'] }],
    ],
    ['a=in', [{ key: 'a', operator: 'In', values: ['in'] }]],
    ['!notin', [{ key: 'notin', operator: 'DoesNotExist', values: [] }]],
    // Spaces
    ['  a  =  b  ', [{ key: 'a', operator: 'In', values: ['b'] }]],
    ['! a', [{ key: 'a', operator: 'DoesNotExist', values: [] }]],
    ['a\tin\n(b)', [{ key: 'a', operator: 'In', values: ['b'] }]],
    // Names
    [
      'app.kubernetes.io/name=web',
      [{ key: 'app.kubernetes.io/name', operator: 'In', values: ['web'] }],
    ],
    [
      'a_b.c-D=1.2_3-X',
      [{ key: 'a_b.c-D', operator: 'In', values: ['1.2_3-X'] }],
    ],
    [
      `${LONGEST}=${LONGEST}`,
      [{ key: LONGEST, operator: 'In', values: [LONGEST] }],
    ],
  ])('reads %p', (selector, requirements) => {
    expect(parseLabelSelector(selector)).toEqual(requirements);
  });

  it('reads several requirements', () => {
    expect(parseLabelSelector('a=b,c!=d,e in (x,y),!f,g notin (z),h')).toEqual([
      { key: 'a', operator: 'In', values: ['b'] },
      { key: 'c', operator: 'NotIn', values: ['d'] },
      { key: 'e', operator: 'In', values: ['x', 'y'] },
      { key: 'f', operator: 'DoesNotExist', values: [] },
      { key: 'g', operator: 'NotIn', values: ['z'] },
      { key: 'h', operator: 'Exists', values: [] },
    ]);
  });

  it.each(['', '  '])('finds no requirement in %p', selector => {
    expect(parseLabelSelector(selector)).toEqual([]);
  });

  it.each([
    ',',
    'a=b,',
    ',a=b',
    'a=b,,c=d',
    'a b',
    'a=b c=d',
    'a=b=c',
    '!a=b',
    '!',
    '!!a',
    '=b',
    '!=b',
    'a in',
    'a in b',
    'a in ()',
    'a in (b',
    'a in b)',
    'a in (b) c',
    'a in (b=c)',
    'a notin',
    'a is (b)',
    'a>1',
    'a<1',
    '(a=b)',
    'a=(b)',
    'a=!b',
    '-a=b',
    'a-=b',
    'a=-b',
    'a/b/c=d',
    '/a=b',
    'a/=b',
    'UPPER.example/a=b',
    'a=b/c',
    'a=b:c',
    'ä=b',
    `a=${LONGEST}a`,
    `${LONGEST}a=a`,
    'a in (b c)',
    '{"matchLabels":{"a":"b"}}',
  ])('refuses %p', selector => {
    expect(() => parseLabelSelector(selector)).toThrow(
      expect.objectContaining({ name: 'InputError' }),
    );
  });

  it('says what is wrong', () => {
    expect(() => parseLabelSelector('app in web')).toThrow(
      "found 'web', expected '('",
    );
    expect(() => parseLabelSelector('app=web,')).toThrow(
      'found the end, expected another requirement',
    );
  });
});
