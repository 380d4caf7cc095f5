const NONE: ReadonlySet<never> = new Set();

/** Finds objects by keys that follow from what they say. */
export class Index<T> {
  static by<T>(keysOf: (object: T) => Iterable<string>): Index<T> {
    return new Index(keysOf);
  }

  readonly #keysOf: (object: T) => Iterable<string>;
  readonly #objects = new Map<string, Set<T>>();

  private constructor(keysOf: (object: T) => Iterable<string>) {
    this.#keysOf = keysOf;
  }

  get(key: string): ReadonlySet<T> {
    return this.#objects.get(key) ?? NONE;
  }

  keys(): IterableIterator<string> {
    return this.#objects.keys();
  }

  add(object: T): void {
    for (const key of this.#keysOf(object)) {
      const objects = this.#objects.get(key);
      if (objects) {
        objects.add(object);
      } else {
        this.#objects.set(key, new Set([object]));
      }
    }
  }

  remove(object: T): void {
    for (const key of this.#keysOf(object)) {
      const objects = this.#objects.get(key);
      if (objects?.delete(object) && objects.size === 0) {
        this.#objects.delete(key);
      }
    }
  }
}
