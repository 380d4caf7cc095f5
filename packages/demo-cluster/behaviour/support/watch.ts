import { EventEmitter, once } from 'node:events';
import type { Client, Query } from './client';
import { PATIENCE } from './eventually';

export interface WatchEvent<Body> {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  object: Body;
}

/** Reads the events of one watch and keeps them in order. */
export class WatchReader<Body> {
  /** Every event so far. */
  readonly events: Array<WatchEvent<Body>> = [];
  /** True once the server has ended the answer. */
  ended = false;

  readonly code: number;
  readonly #close: () => void;
  readonly #changes = new EventEmitter();

  /** Opens a watch on a collection; resolves when the answer's headers are there. */
  static async open<Body>(options: {
    client: Client;
    path: string;
    query?: Query;
    accept?: string;
  }): Promise<WatchReader<Body>> {
    const { client, path, query, accept } = options;
    const { code, body, close } = await client.stream(path, {
      query: { watch: true, ...query },
      accept,
    });
    return new WatchReader<Body>(code, body, close);
  }

  private constructor(
    code: number,
    body: AsyncIterable<Buffer>,
    close: () => void,
  ) {
    this.code = code;
    this.#close = close;
    void this.#read(body);
  }

  /**
   * The first event, seen or to come, that `matches`.
   *
   * @throws Error listing what was seen when none came in time.
   */
  async next(
    matches: (event: WatchEvent<Body>, index: number) => boolean,
    options: { timeout?: number } = {},
  ): Promise<WatchEvent<Body>> {
    const found = () => this.events.find(matches);
    await this.#until(
      () => found() !== undefined || this.ended,
      options.timeout,
    );
    const event = found();
    if (!event) {
      throw new Error(
        `no such event; saw ${JSON.stringify(this.events.map(({ type }) => type))}`,
      );
    }
    return event;
  }

  /** Waits until the server ends the answer by itself. */
  async end(options: { timeout?: number } = {}): Promise<void> {
    await this.#until(() => this.ended, options.timeout);
    if (!this.ended) {
      throw new Error('the watch did not end');
    }
  }

  close(): void {
    this.#close();
  }

  async #read(body: AsyncIterable<Buffer>): Promise<void> {
    let rest = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of body) {
        const lines = (rest + decoder.decode(chunk, { stream: true })).split(
          '\n',
        );
        rest = lines.pop() ?? '';
        this.events.push(
          ...lines
            .filter(Boolean)
            .map(line => JSON.parse(line) as WatchEvent<Body>),
        );
        this.#changes.emit('change');
      }
    } catch {
      // Closed by us or cut off: either way there is nothing more to read.
    }
    this.ended = true;
    this.#changes.emit('change');
  }

  async #until(condition: () => boolean, timeout = PATIENCE): Promise<void> {
    const signal = AbortSignal.timeout(timeout);
    try {
      while (!condition()) {
        await once(this.#changes, 'change', { signal });
      }
    } catch {
      // Out of time: the caller looks at what there is.
    }
  }
}
