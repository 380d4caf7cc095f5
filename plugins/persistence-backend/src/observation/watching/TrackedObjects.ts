import { textOf } from '../projections/Raw';

/** What is done with the objects of a resource. */
export interface ObjectSink {
  /**
   * An object that is new or has changed, as the cluster sent it.
   *
   * @returns whether it is of interest
   */
  put(object: unknown): boolean;
  /** An object is gone. */
  remove(uid: string): void;
}

/** What an object says of itself. */
export interface ObjectVersion {
  uid?: string;
  version?: string;
}

/** Undefined where the cluster did not say it. */
export function versionOf(object: unknown): ObjectVersion {
  const { metadata } = (object ?? {}) as {
    metadata?: { uid?: unknown; resourceVersion?: unknown };
  };
  return {
    uid: textOf(metadata?.uid),
    version: textOf(metadata?.resourceVersion),
  };
}

/**
 * The versions of the objects that a sink has been given. They tell, when everything is read again, what is new, what is the same
 * and what is gone. Versions are only compared for equality: a cluster that was restored from a backup has older ones.
 */
export class TrackedObjects {
  static create(options: {
    sink: ObjectSink;
    /** Called when the sink fails at an object; the others go on. */
    onError: (error: unknown) => void;
  }): TrackedObjects {
    return new TrackedObjects(options);
  }

  readonly #sink: ObjectSink;
  readonly #onError: (error: unknown) => void;
  readonly #versions = new Map<string, string>();
  /** What came since everything is being read again. */
  #seen: Set<string> | undefined;

  private constructor(options: {
    sink: ObjectSink;
    onError: (error: unknown) => void;
  }) {
    this.#sink = options.sink;
    this.#onError = options.onError;
  }

  put(object: unknown): void {
    const { uid, version } = versionOf(object);
    if (uid === undefined || version === undefined) {
      return;
    }
    this.#seen?.add(uid);
    if (this.#versions.get(uid) !== version) {
      try {
        if (this.#sink.put(object)) {
          this.#versions.set(uid, version);
        }
      } catch (error) {
        this.#onError(error);
      }
    }
  }

  remove(uid: string): void {
    this.#seen?.delete(uid);
    if (this.#versions.delete(uid)) {
      try {
        this.#sink.remove(uid);
      } catch (error) {
        this.#onError(error);
      }
    }
  }

  /** From now on all objects come. */
  beginReading(): void {
    this.#seen = new Set();
  }

  /** All objects came: what did not is gone. */
  endReading(): void {
    const seen = this.#seen;
    this.#seen = undefined;
    for (const uid of this.#versions.keys()) {
      if (!seen?.has(uid)) {
        this.remove(uid);
      }
    }
  }

  clear(): void {
    this.#seen = undefined;
    this.endReading();
  }
}
