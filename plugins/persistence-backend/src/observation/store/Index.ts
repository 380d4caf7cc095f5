const NONE: readonly never[] = [];

/** Most keys lead to a few objects, for which a list is several times smaller than a set. */
const LONGEST_LIST = 16;

/** Finds objects by keys that follow from what they say. */
export class Index<T> {
  static by<T>(keysOf: (object: T) => Iterable<string>): Index<T> {
    return new Index(keysOf);
  }

  readonly #keysOf: (object: T) => Iterable<string>;
  readonly #objects = new Map<string, T[] | Set<T>>();

  private constructor(keysOf: (object: T) => Iterable<string>) {
    this.#keysOf = keysOf;
  }

  /** The objects of a key, in no particular order. */
  get(key: string): Iterable<T> {
    return this.#objects.get(key) ?? NONE;
  }

  count(key: string): number {
    const objects = this.#objects.get(key) ?? NONE;
    return objects instanceof Set ? objects.size : objects.length;
  }

  keys(): IterableIterator<string> {
    return this.#objects.keys();
  }

  /** An object that is not there yet. */
  add(object: T): void {
    for (const key of this.#keysOf(object)) {
      const objects = this.#objects.get(key);
      if (objects instanceof Set) {
        objects.add(object);
      } else if (!objects) {
        this.#objects.set(key, [object]);
      } else if (objects.length < LONGEST_LIST) {
        objects.push(object);
      } else {
        this.#objects.set(key, new Set(objects).add(object));
      }
    }
  }

  remove(object: T): void {
    for (const key of this.#keysOf(object)) {
      const objects = this.#objects.get(key);
      if (objects instanceof Set) {
        objects.delete(object);
      } else {
        const position = objects?.indexOf(object) ?? -1;
        if (position >= 0) {
          objects?.splice(position, 1);
        }
      }
      if (objects && this.count(key) === 0) {
        this.#objects.delete(key);
      }
    }
  }
}
