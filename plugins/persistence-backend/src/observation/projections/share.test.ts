import { share, shareText } from './share';

describe('share', () => {
  it('returns the first of equal values, frozen to its depth', () => {
    const first = share({ a: [{ b: 1 }] });

    expect(share({ a: [{ b: 1 }] })).toBe(first);
    expect(Object.isFrozen(first.a[0])).toBe(true);
  });

  it('never takes one value for another, however many there are', () => {
    for (let number = 0; number < 200_000; number += 1) {
      if (share({ number }).number !== number) {
        throw new Error(`${number} was taken for another`);
      }
    }
    expect(share({ number: 1 })).toEqual({ number: 1 });
  });

  it('keeps the text whatever happens to the pool', () => {
    for (let number = 0; number < 200_000; number += 1) {
      if (shareText(`text ${number}`) !== `text ${number}`) {
        throw new Error(`${number} was taken for another`);
      }
    }
    expect(shareText('')).toBe('');
  });
});
