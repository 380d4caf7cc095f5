import { Index } from './Index';

interface Thing {
  colour: string;
}

describe('Index', () => {
  it.each([1, 16, 17, 100])('finds and forgets %d objects of a key', count => {
    const index = Index.by(({ colour }: Thing) => [colour]);
    const things = Array.from({ length: count }, () => ({ colour: 'red' }));
    const other = { colour: 'blue' };
    for (const thing of [...things, other]) {
      index.add(thing);
    }
    expect(new Set(index.get('red'))).toEqual(new Set(things));
    expect(index.count('red')).toBe(count);

    for (const [removed, thing] of things.entries()) {
      index.remove(thing);
      expect(index.count('red')).toBe(count - removed - 1);
    }
    expect([...index.get('red')]).toEqual([]);
    expect([...index.keys()]).toEqual(['blue']);
    expect([...index.get('blue')]).toEqual([other]);
  });

  it('does not mind an object that it does not have', () => {
    const index = Index.by(({ colour }: Thing) => [colour]);
    index.add({ colour: 'red' });
    index.remove({ colour: 'red' });
    index.remove({ colour: 'green' });

    expect(index.count('red')).toBe(1);
  });
});
