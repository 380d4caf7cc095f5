import { mergePatch } from './mergePatch';

describe('a JSON merge patch', () => {
  it('merges objects, replaces lists and removes what is null', () => {
    expect(
      mergePatch(
        { a: { b: 1, c: 2 }, list: [1, 2], gone: true, stays: 'x' },
        { a: { b: 3, d: 4 }, list: [3], gone: null },
      ),
    ).toEqual({ a: { b: 3, c: 2, d: 4 }, list: [3], stays: 'x' });
  });

  it('drops nulls inside what is new', () => {
    expect(mergePatch({}, { a: { b: null, c: { d: null } } })).toEqual({
      a: { c: {} },
    });
  });

  it('puts an object in the place of a value and a value in the place of an object', () => {
    expect(
      mergePatch({ a: 1, b: { c: 1 }, d: [1] }, { a: { x: 1 }, b: 2, d: {} }),
    ).toEqual({ a: { x: 1 }, b: 2, d: {} });
  });

  it('knows no directives', () => {
    expect(mergePatch({ a: { b: 1 } }, { a: { $patch: 'delete' } })).toEqual({
      a: { b: 1, $patch: 'delete' },
    });
  });

  it('leaves the object and the patch as they are', () => {
    const original = { a: { b: 1 } };
    const patch = { a: { b: null, c: { d: 1 } } };

    const result = mergePatch(original, patch);

    expect(result).toEqual({ a: { c: { d: 1 } } });
    expect(original).toEqual({ a: { b: 1 } });
    expect(patch).toEqual({ a: { b: null, c: { d: 1 } } });
  });
});
