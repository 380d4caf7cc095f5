import { isJsonObject, jsonEqual } from './json';

describe('JSON values', () => {
  it.each([
    [{}, true],
    [{ a: 1 }, true],
    [[], false],
    [null, false],
    ['text', false],
    [undefined, false],
  ])('%j is an object: %s', (value, expected) => {
    expect(isJsonObject(value)).toBe(expected);
  });

  it.each([
    [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
    [{ a: undefined }, {}, true],
    [{ a: null }, {}, false],
    [[1, 2], [2, 1], false],
    [[1], [1, 2], false],
    [[], {}, false],
    [1, '1', false],
    ['', null, false],
    [null, null, true],
    [{ a: { b: 1 } }, { a: { b: 2 } }, false],
  ])('%j equals %j: %s', (one, other, expected) => {
    expect(jsonEqual(one, other)).toBe(expected);
    expect(jsonEqual(other, one)).toBe(expected);
  });
});
