import type { Operation } from 'backstage-plugin-persistence-common';
import type { DevResponse, DevState } from './DevState';

/** What is asked of the REST API. */
export interface DevRequest {
  method: string;
  /** Whatever stands before `/api/persistence` does not matter. */
  url: string;
}

const ENTITY = /\/entities\/[^/]+\/[^/]+\/[^/]+$/;
const HISTORY = /\/entities\/[^/]+\/[^/]+\/[^/]+\/operations$/;
const OPERATION = /\/operations\/([^/]+)$/;
const CANCEL = /\/operations\/([^/]+)\/cancel$/;

/** A REST API that answers as a state says. Tests, journeys and the page for development put it where the real one would be. */
export class DevBackend {
  static create(state: DevState): DevBackend {
    return new DevBackend(state);
  }

  readonly #state: DevState;
  #answered = 0;
  #looked = 0;
  readonly #cancelled = new Set<string>();

  private constructor(state: DevState) {
    this.#state = state;
  }

  /** How often the entity was asked for. */
  get answered(): number {
    return this.#answered;
  }

  respond({ method, url }: DevRequest): DevResponse {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const [, cancelled] = CANCEL.exec(pathname) ?? [];
    const [, looked] = OPERATION.exec(pathname) ?? [];
    if (method === 'GET' && ENTITY.test(pathname)) {
      const { answers } = this.#state;
      this.#answered += 1;
      return answers[Math.min(this.#answered, answers.length) - 1];
    }
    if (method === 'GET' && HISTORY.test(pathname)) {
      return this.#page(searchParams);
    }
    if (method === 'GET' && looked) {
      return this.#look(looked);
    }
    if (method === 'POST' && cancelled) {
      return this.#cancel(cancelled);
    }
    return notFound(`${method} ${pathname}`);
  }

  #page(query: URLSearchParams): DevResponse {
    const { historyFailure } = this.#state;
    if (historyFailure) {
      return historyFailure;
    }
    const begin = Number(query.get('cursor') ?? 0);
    const end = begin + Number(query.get('limit') ?? 20);
    const all = this.#history();
    return {
      kind: 'answer',
      body: {
        items: all.slice(begin, end),
        ...(end < all.length && { nextCursor: String(end) }),
      },
    };
  }

  #look(id: string): DevResponse {
    const { looks } = this.#state;
    this.#looked += 1;
    if (looks) {
      return looks[Math.min(this.#looked, looks.length) - 1];
    }
    const operation = this.#history().find(each => each.id === id);
    return operation ? { kind: 'answer', body: operation } : notFound(id);
  }

  #cancel(id: string): DevResponse {
    const { cancelling } = this.#state;
    if (cancelling) {
      return cancelling;
    }
    this.#cancelled.add(id);
    const operation = this.#history().find(each => each.id === id);
    return operation
      ? { kind: 'answer', status: 202, body: operation }
      : notFound(id);
  }

  #history(): Operation[] {
    const { history, answers } = this.#state;
    const [first] = answers;
    const all =
      history ?? (first.kind === 'answer' ? first.body.operations : []);
    return all.map(each =>
      this.#cancelled.has(each.id) ? { ...each, state: 'cancelling' } : each,
    );
  }
}

function notFound(what: string): DevResponse {
  return {
    kind: 'error',
    status: 404,
    name: 'NotFoundError',
    message: `This state has nothing for ${what}`,
  };
}
