import { keyOf, objectKey, splitKey } from './objects';

describe('keys of objects', () => {
  it.each([
    ['demo', 'web', 'demo/web'],
    [undefined, 'n1', 'n1'],
  ])('of %s and %s: %s', (namespace, name, key) => {
    expect(objectKey(namespace, name)).toBe(key);
    expect(keyOf({ metadata: { namespace, name } })).toBe(key);
    expect(splitKey(key)).toEqual(
      namespace === undefined ? { name } : { namespace, name },
    );
  });
});
