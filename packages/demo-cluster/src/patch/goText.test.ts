import { goText, goTypeName } from './goText';

describe('JSON in the words of Go', () => {
  it('prints maps with sorted keys, lists with spaces and texts without quotes', () => {
    expect(
      goText({ b: [1, 'two', { c: true }], a: null, d: [], e: undefined }),
    ).toBe('map[a:<nil> b:[1 two map[c:true]] d:[] e:<nil>]');
  });

  it.each([
    ['a', 'string'],
    [1, 'int64'],
    [1.5, 'float64'],
    [false, 'bool'],
    [[], '[]interface {}'],
    [{}, 'map[string]interface {}'],
    [null, '<nil>'],
  ])('calls %j a %s', (value, name) => {
    expect(goTypeName(value)).toBe(name);
  });
});
