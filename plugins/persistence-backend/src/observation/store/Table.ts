import { isDeepStrictEqual } from 'node:util';
import type { Index } from './Index';

/** The objects of a kind by their uid, and the indexes over them. */
export class Table<T extends { uid: string }> {
  /**
   * @param options - `nameOf`: where objects are found by a name, of which only one can be there at a time
   */
  static create<T extends { uid: string }>(options: {
    nameOf?: (object: T) => string;
    indexes: Index<T>[];
  }): Table<T> {
    return new Table(options);
  }

  readonly #nameOf: ((object: T) => string) | undefined;
  readonly #indexes: Index<T>[];
  readonly #byUid = new Map<string, T>();
  readonly #byName = new Map<string, T>();

  private constructor(options: {
    nameOf?: (object: T) => string;
    indexes: Index<T>[];
  }) {
    this.#nameOf = options.nameOf;
    this.#indexes = options.indexes;
  }

  get(uid: string): T | undefined {
    return this.#byUid.get(uid);
  }

  named(name: string): T | undefined {
    return this.#byName.get(name);
  }

  values(): IterableIterator<T> {
    return this.#byUid.values();
  }

  /** Whether this changed anything; an equal object is not kept. */
  put(object: T): boolean {
    const known = this.#byUid.get(object.uid);
    if (known && isDeepStrictEqual(known, object)) {
      return false;
    }
    if (known) {
      this.#unlink(known);
    }
    const name = this.#nameOf?.(object);
    if (name !== undefined) {
      // Made anew under the same name while we did not look
      const former = this.#byName.get(name);
      if (former) {
        this.remove(former.uid);
      }
      this.#byName.set(name, object);
    }
    this.#byUid.set(object.uid, object);
    for (const index of this.#indexes) {
      index.add(object);
    }
    return true;
  }

  /** What was removed. */
  remove(uid: string): T | undefined {
    const known = this.#byUid.get(uid);
    if (known) {
      this.#unlink(known);
      this.#byUid.delete(uid);
    }
    return known;
  }

  #unlink(object: T): void {
    if (this.#nameOf) {
      this.#byName.delete(this.#nameOf(object));
    }
    for (const index of this.#indexes) {
      index.remove(object);
    }
  }
}
