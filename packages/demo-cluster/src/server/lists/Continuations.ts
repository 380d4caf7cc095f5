import { randomUUID } from 'node:crypto';
import type { Stored } from '../../model/objects';
import { StatusError } from '../../model/StatusError';

/** What is left of a list that is read in chunks. */
export interface Continuation {
  /** The version that the whole list shows, whatever has changed meanwhile. */
  version: number;
  objects: Stored[];
  offset: number;
}

/** As etcd's compaction: a list that is not read on for so long has to be started over. */
const KEPT_MS = 5 * 60_000;
const MOST_KEPT = 100;
const TOKEN_VERSION = 'meta.k8s.io/v1';

/**
 * Lists that clients are reading in chunks.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
export class Continuations {
  readonly #lists = new Map<string, { list: Continuation; until: number }>();

  /** Keeps the rest of a list; returns the token to read on with. */
  keep(list: Continuation): string {
    const now = Date.now();
    for (const [id, { until }] of this.#lists) {
      if (until < now || this.#lists.size >= MOST_KEPT) {
        this.#lists.delete(id);
      }
    }
    const id = randomUUID();
    this.#lists.set(id, { list, until: now + KEPT_MS });
    return Buffer.from(
      JSON.stringify({ v: TOKEN_VERSION, rv: list.version, start: id }),
    ).toString('base64url');
  }

  /** @throws StatusError BadRequest for what is no token, Expired for one that is too old */
  resume(token: string): Continuation {
    const kept = this.#lists.get(idOf(token));
    if (!kept || kept.until < Date.now()) {
      throw new StatusError(
        'Expired',
        'The provided continue parameter is too old to display a consistent list result. You must start a new list without the continue parameter.',
      );
    }
    return kept.list;
  }
}

function idOf(token: string): string {
  try {
    const { v, start } = JSON.parse(
      Buffer.from(token, 'base64url').toString('utf8'),
    );
    if (v === TOKEN_VERSION && typeof start === 'string') {
      return start;
    }
  } catch {
    // Falls through: it is no token of ours.
  }
  throw new StatusError(
    'BadRequest',
    'invalid continue token: continue key is not valid',
  );
}
