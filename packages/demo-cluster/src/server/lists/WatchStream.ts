import type { ServerResponse } from 'node:http';
import type { StatusError } from '../../model/StatusError';

/** How often a quiet watch is told that it is still up to date. */
const BOOKMARK_EVERY_MS = 60_000;
/** A watch that ends by its timeout gets a last bookmark shortly before, so that it can be resumed cheaply. */
const LAST_BOOKMARK_BEFORE_MS = 2_000;
/** A client that does not read is cut off instead of filling the memory. */
const MOST_UNSENT_BYTES = 16 * 1024 * 1024;

/** Metadata of the object that a bookmark carries. */
interface BookmarkObject {
  kind: string;
  apiVersion: string;
  metadata: { resourceVersion: string; annotations?: Record<string, string> };
}

/** The stream of events of one watch: a line of JSON per event. */
export class WatchStream {
  static open(
    response: ServerResponse,
    options: { timeoutMs: number; bookmark?: () => BookmarkObject },
  ): WatchStream {
    response.writeHead(200, {
      'Cache-Control': 'no-cache, private',
      'Content-Type': 'application/json',
    });
    response.flushHeaders();
    return new WatchStream(response, options);
  }

  readonly #response: ServerResponse;
  readonly #bookmark?: () => BookmarkObject;
  readonly #cleanups: (() => void)[] = [];

  private constructor(
    response: ServerResponse,
    options: { timeoutMs: number; bookmark?: () => BookmarkObject },
  ) {
    this.#response = response;
    this.#bookmark = options.bookmark;
    response.once('close', () =>
      this.#cleanups.splice(0).forEach(clean => clean()),
    );
    const end = setTimeout(() => response.end(), options.timeoutMs);
    this.onClose(() => clearTimeout(end));
    if (options.bookmark) {
      const regular = setInterval(() => this.sendBookmark(), BOOKMARK_EVERY_MS);
      const last = setTimeout(
        () => this.sendBookmark(),
        Math.max(0, options.timeoutMs - LAST_BOOKMARK_BEFORE_MS),
      );
      this.onClose(() => {
        clearInterval(regular);
        clearTimeout(last);
      });
    }
  }

  /** Does nothing once the stream has ended: a slow client may still be reading the rest, and is not gone yet. */
  send(type: string, object: object): void {
    if (this.#response.writableEnded) {
      return;
    }
    if (this.#response.writableLength > MOST_UNSENT_BYTES) {
      this.#response.destroy();
    } else {
      this.#response.write(`${JSON.stringify({ type, object })}\n`);
    }
  }

  sendBookmark(annotations?: Record<string, string>): void {
    const object = this.#bookmark?.();
    if (object) {
      this.send('BOOKMARK', {
        ...object,
        metadata: {
          ...object.metadata,
          ...(annotations ? { annotations } : {}),
        },
      });
    }
  }

  /** A failure after the headers are out is an event of its own. */
  fail(error: StatusError): void {
    this.send('ERROR', error.toStatus());
    this.#response.end();
  }

  onClose(clean: () => void): void {
    this.#cleanups.push(clean);
  }
}
