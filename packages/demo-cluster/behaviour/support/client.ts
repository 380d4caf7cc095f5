import { Agent, request } from 'undici';
import { WebSocket } from 'ws';
import { Answer } from './answer';
import type { Access } from './kubeconfig';

export type Query = Record<string, string | number | boolean>;

export interface CallOptions {
  query?: Query;
  /** Sent as JSON; a string is sent as it is. */
  body?: object | string;
  /** Media type of the body; `application/json` unless told. */
  contentType?: string;
  accept?: string;
  headers?: Record<string, string>;
}

function withQuery(path: string, query: Query = {}): string {
  const text = new URLSearchParams(
    Object.entries(query).map(([key, value]) => [key, `${value}`]),
  ).toString();
  return text ? `${path}?${text}` : path;
}

/** HTTPS and WebSocket calls to one cluster: nothing that only one of the clusters would understand. */
export class Client {
  readonly #access: Access;
  readonly #agent: Agent;

  static create(options: { access: Access }): Client {
    return new Client(options.access);
  }

  private constructor(access: Access) {
    this.#access = access;
    this.#agent = new Agent({
      allowH2: false,
      bodyTimeout: 0,
      connect: {
        ca: access.authority,
        cert: access.certificate,
        key: access.key,
      },
    });
  }

  get server(): string {
    return this.#access.server;
  }

  /** The same cluster for somebody else: without any credentials, or with the given bearer token. */
  as(token?: string): Client {
    const { server, authority } = this.#access;
    return Client.create({ access: { server, authority, token } });
  }

  async call<Body>(
    method: string,
    path: string,
    options: CallOptions = {},
  ): Promise<Answer<Body>> {
    const {
      query,
      body,
      contentType = 'application/json',
      accept = 'application/json',
      headers,
    } = options;
    const target = withQuery(path, query);
    const response = await request(`${this.#access.server}${target}`, {
      dispatcher: this.#agent,
      method,
      headers: {
        ...this.#authorization,
        accept,
        ...(body === undefined ? {} : { 'content-type': contentType }),
        ...headers,
      },
      body: typeof body === 'object' ? JSON.stringify(body) : body,
    });
    return Answer.create<Body>({
      request: `${method} ${target}`,
      code: response.statusCode,
      headers: response.headers,
      bytes: Buffer.from(await response.body.arrayBuffer()),
    });
  }

  /** A GET whose body is read as it comes. `close` gives the connection back. */
  async stream(path: string, options: { query?: Query; accept?: string } = {}) {
    const abort = new AbortController();
    const { query, accept = 'application/json' } = options;
    const response = await request(
      `${this.#access.server}${withQuery(path, query)}`,
      {
        dispatcher: this.#agent,
        headers: { ...this.#authorization, accept },
        signal: abort.signal,
      },
    );
    return {
      code: response.statusCode,
      body: response.body,
      close: () => abort.abort(),
    };
  }

  webSocket(
    path: string,
    options: { query: URLSearchParams; protocols: string[] },
  ): WebSocket {
    const { server, authority, certificate, key } = this.#access;
    return new WebSocket(
      `${server.replace(/^http/, 'ws')}${path}?${options.query}`,
      options.protocols,
      {
        ca: authority,
        cert: certificate,
        key,
        headers: this.#authorization,
      },
    );
  }

  /** Ends idle connections, so that a test run can end. */
  async close(): Promise<void> {
    await this.#agent.destroy();
  }

  get #authorization(): Record<string, string> {
    return this.#access.token
      ? { authorization: `Bearer ${this.#access.token}` }
      : {};
  }
}
