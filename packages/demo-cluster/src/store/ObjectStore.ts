import {
  keyOf,
  type KubernetesObject,
  type ObjectEvent,
  type Stored,
} from '../model/objects';
import { resourceName, type Resource } from '../model/Resource';
import { deepFreeze } from './deepFreeze';
import { Journal, type JournalEntry } from './Journal';

/** How many changes of one kind a watch can be resumed over; older versions answer 410. */
const HISTORY_EVENTS = 1000;

/** As on any cluster, there are versions before the first that a client may know: a watch from version 1 answers 410. */
const FIRST_VERSION = 100;

interface Table {
  objects: Map<string, Stored>;
  history: { version: number; event: ObjectEvent }[];
  /** Changes up to and including this version can no longer be replayed. */
  forgottenUpTo: number;
  listeners: Set<(event: ObjectEvent) => void>;
}

/**
 * All objects with one version counter over all kinds, as etcd has it: every change gets the next number.
 */
export class ObjectStore {
  /** Reads what an earlier run left in the directory. */
  static open(options: { directory: string }): ObjectStore {
    const { journal, entries } = Journal.open(options.directory);
    const store = new ObjectStore(journal);
    for (const entry of entries) {
      store.#restore(entry);
    }
    for (const table of store.#tables.values()) {
      table.forgottenUpTo = store.#version;
    }
    store.#forgottenUpTo = store.#version;
    journal.compact(store.#entries());
    return store;
  }

  readonly #journal: Journal;
  readonly #tables = new Map<string, Table>();
  #version = FIRST_VERSION;
  #forgottenUpTo = FIRST_VERSION;

  private constructor(journal: Journal) {
    this.#journal = journal;
  }

  /** The version of the latest change. */
  get version(): number {
    return this.#version;
  }

  get isEmpty(): boolean {
    return this.#version === FIRST_VERSION;
  }

  find<T extends KubernetesObject>(
    resource: Resource<T>,
    key: string,
  ): Stored<T> | undefined {
    return this.#table(resource).objects.get(key) as Stored<T> | undefined;
  }

  /** In no particular order. */
  all<T extends KubernetesObject>(resource: Resource<T>): Stored<T>[] {
    return Array.from(this.#table(resource).objects.values()) as Stored<T>[];
  }

  /** Stores the object under the next version, which it writes into it. The object must not be used by the caller any more. */
  put<T extends KubernetesObject>(
    resource: Resource<T>,
    object: Stored<T>,
  ): Stored<T> {
    const table = this.#table(resource);
    const previous = table.objects.get(keyOf(object));
    this.#version += 1;
    object.metadata.resourceVersion = String(this.#version);
    const frozen = deepFreeze(object);
    table.objects.set(keyOf(frozen), frozen);
    this.#publish(resource, table, {
      type: previous ? 'MODIFIED' : 'ADDED',
      object: frozen,
      ...(previous ? { previous } : {}),
    });
    return frozen;
  }

  /** Removes the object; returns its last state with the version of the removal. */
  remove<T extends KubernetesObject>(
    resource: Resource<T>,
    previous: Stored<T>,
  ): Stored<T> {
    const table = this.#table(resource);
    this.#version += 1;
    const object = deepFreeze({
      ...previous,
      metadata: {
        ...previous.metadata,
        resourceVersion: String(this.#version),
      },
    });
    table.objects.delete(keyOf(previous));
    this.#publish(resource, table, { type: 'DELETED', object, previous });
    return object;
  }

  /**
   * The changes after a version, oldest first.
   *
   * @returns undefined when some of them are no longer known
   */
  changesSince<T extends KubernetesObject>(
    resource: Resource<T>,
    version: number,
  ): ObjectEvent<T>[] | undefined {
    const table = this.#table(resource);
    return version < table.forgottenUpTo
      ? undefined
      : table.history
          .filter(entry => entry.version > version)
          .map(entry => entry.event as ObjectEvent<T>);
  }

  subscribe<T extends KubernetesObject>(
    resource: Resource<T>,
    listener: (event: ObjectEvent<T>) => void,
  ): () => void {
    const { listeners } = this.#table(resource);
    const untyped = listener as (event: ObjectEvent) => void;
    listeners.add(untyped);
    return () => listeners.delete(untyped);
  }

  close(): void {
    this.#journal.close();
  }

  /** Closes the store and forgets what is on disk. */
  discard(): void {
    this.#journal.discard();
  }

  #table<T extends KubernetesObject>(resource: Resource<T>): Table {
    return this.#tableNamed(resourceName(resource));
  }

  #tableNamed(name: string): Table {
    let table = this.#tables.get(name);
    if (!table) {
      table = {
        objects: new Map(),
        history: [],
        forgottenUpTo: this.#forgottenUpTo,
        listeners: new Set(),
      };
      this.#tables.set(name, table);
    }
    return table;
  }

  #publish<T extends KubernetesObject>(
    resource: Resource<T>,
    table: Table,
    event: ObjectEvent,
  ): void {
    const name = resourceName(resource);
    this.#journal.append(
      event.type === 'DELETED'
        ? {
            resource: name,
            deleted: keyOf(event.object),
            version: this.#version,
          }
        : { resource: name, object: event.object },
    );
    if (this.#journal.wantsCompaction) {
      this.#journal.compact(this.#entries());
    }
    table.history.push({ version: this.#version, event });
    if (table.history.length > HISTORY_EVENTS) {
      table.forgottenUpTo =
        table.history.shift()?.version ?? table.forgottenUpTo;
    }
    for (const listener of table.listeners) {
      listener(event);
    }
  }

  #restore(entry: JournalEntry): void {
    const { objects } = this.#tableNamed(entry.resource);
    if ('object' in entry) {
      objects.set(keyOf(entry.object), deepFreeze(entry.object));
      this.#version = Math.max(
        this.#version,
        Number(entry.object.metadata.resourceVersion),
      );
    } else {
      objects.delete(entry.deleted);
      this.#version = Math.max(this.#version, entry.version);
    }
  }

  /** What a new journal would hold; the last line keeps the version counter from going back after deletions. */
  *#entries(): Generator<JournalEntry> {
    for (const [resource, table] of this.#tables) {
      for (const object of table.objects.values()) {
        yield { resource, object };
      }
    }
    if (!this.isEmpty) {
      yield { resource: '', deleted: '', version: this.#version };
    }
  }
}
