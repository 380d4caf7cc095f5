import { request as sendRequest, type Dispatcher } from 'undici';
import type { AccessProvider } from './access/AccessProvider';
import type { ClusterAccess } from './access/ClusterAccess';
import type {
  Cluster,
  ClusterRequest,
  ExecOptions,
  ExecSession,
  ExecTarget,
  WatchEvent,
  WatchOptions,
} from './Cluster';
import { ClusterError } from './ClusterError';
import { DefaultExecSession } from './exec/DefaultExecSession';
import { openExec } from './exec/openExec';
import { Connections } from './transport/Connections';
import { Deadline } from './transport/Deadline';
import { connectionError } from './transport/connectionError';
import { parseWarnings } from './transport/parseWarnings';
import { readWatch } from './transport/readWatch';
import { refusalToError, secretsOf } from './transport/refusal';

const CALL_DEADLINE_MS = 10_000;
const EXEC_DEADLINE_MS = 60_000;
const SILENCE_MS = 150_000;

type Query = Record<string, string | number | boolean | undefined>;

/** One request, ready to be sent to whatever address the access has. */
interface Outgoing {
  /** In words, for messages. */
  what: string;
  method: Dispatcher.HttpMethod;
  /** With its query. */
  path: string;
  headers: Record<string, string>;
  body?: string;
}

function withQuery(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) {
      parameters.append(name, String(value));
    }
  }
  return parameters.size > 0 ? `${path}?${parameters}` : path;
}

function execPath(target: ExecTarget, { command, stdin }: ExecOptions): string {
  const { namespace, pod, container } = target;
  const parameters = new URLSearchParams({
    container,
    stdin: String(stdin ?? false),
    stdout: 'true',
    stderr: 'true',
  });
  for (const word of command) {
    parameters.append('command', word);
  }
  return `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/exec?${parameters}`;
}

/** The transport of every cluster, whatever its source. */
export class DefaultCluster implements Cluster {
  readonly name: string;
  readonly readOnly = false;
  readonly resumesWatches: boolean;
  readonly #provider: AccessProvider;
  readonly #connections = Connections.create();
  readonly #running = new Set<Deadline>();
  #closed = false;

  static create(options: {
    name: string;
    access: AccessProvider;
    /** Default: yes. */
    resumesWatches?: boolean;
  }): DefaultCluster {
    return new DefaultCluster(options);
  }

  private constructor(options: {
    name: string;
    access: AccessProvider;
    resumesWatches?: boolean;
  }) {
    this.name = options.name;
    this.resumesWatches = options.resumesWatches ?? true;
    this.#provider = options.access;
  }

  async request<T>(request: ClusterRequest): Promise<T> {
    const {
      method = 'GET',
      path,
      query,
      body,
      contentType = 'application/json',
      accept = 'application/json',
      signal,
      deadlineMs = CALL_DEADLINE_MS,
      onWarning,
    } = request;
    const outgoing: Outgoing = {
      what: `${method} ${path}`,
      method,
      path: withQuery(path, query),
      headers: {
        accept,
        ...(body === undefined ? {} : { 'content-type': contentType }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
    };
    const deadline = this.#start(outgoing.what, deadlineMs, signal);
    try {
      const response = await this.#send(outgoing, deadline, 'calls');
      for (const warning of parseWarnings(response.headers.warning)) {
        onWarning?.(warning);
      }
      return this.#parse<T>(outgoing.what, await response.body.text());
    } catch (error) {
      throw this.#failure(outgoing.what, deadline, error);
    } finally {
      this.#finish(deadline);
    }
  }

  async *watch(
    path: string,
    options: WatchOptions = {},
  ): AsyncGenerator<WatchEvent, void, undefined> {
    const {
      query,
      accept = 'application/json',
      signal,
      deadlineMs = CALL_DEADLINE_MS,
      silenceMs = SILENCE_MS,
    } = options;
    const what = `watch of ${path}`;
    const outgoing: Outgoing = {
      what,
      method: 'GET',
      path: withQuery(path, { watch: true, ...query }),
      // A compressed answer keeps events until it has enough of them.
      headers: { accept, 'accept-encoding': 'identity' },
    };
    const deadline = this.#start(what, deadlineMs, signal);
    try {
      const { body } = await this.#send(outgoing, deadline, 'watches');
      deadline.relax();
      options.onOpen?.();
      yield* readWatch({ cluster: this.name, what, body, deadline, silenceMs });
    } catch (error) {
      throw this.#failure(what, deadline, error);
    } finally {
      this.#finish(deadline);
    }
  }

  async exec(target: ExecTarget, options: ExecOptions): Promise<ExecSession> {
    const { signal, deadlineMs = EXEC_DEADLINE_MS, stdin = false } = options;
    const what = `exec in ${target.namespace}/${target.pod}/${target.container}`;
    const path = execPath(target, options);
    const deadline = this.#start(
      what,
      Math.min(deadlineMs, CALL_DEADLINE_MS),
      signal,
    );
    const open = (access: ClusterAccess) =>
      openExec({ cluster: this.name, what, access, path, deadline });
    try {
      const socket = await this.#withAccess(deadline, open);
      deadline.extend(deadlineMs, `it did not end within ${deadlineMs} ms`);
      const session = DefaultExecSession.create({
        socket,
        deadline,
        cluster: this.name,
        what,
        stdin,
      });
      const finish = () => this.#finish(deadline);
      session.ended.then(finish, finish);
      return session;
    } catch (error) {
      this.#finish(deadline);
      throw this.#failure(what, deadline, error);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const deadline of this.#running) {
      deadline.abort('the cluster is no longer used');
    }
    await this.#connections.close();
  }

  #start(what: string, ms: number, signal?: AbortSignal): Deadline {
    const deadline = Deadline.start({ cluster: this.name, what, ms, signal });
    if (this.#closed) {
      deadline.abort('the cluster is no longer used');
    }
    this.#running.add(deadline);
    return deadline;
  }

  #finish(deadline: Deadline): void {
    deadline.clear();
    this.#running.delete(deadline);
  }

  /** Does it with the current access, and once more with a new one when the cluster does not know us. */
  async #withAccess<T>(
    deadline: Deadline,
    call: (access: ClusterAccess) => Promise<T>,
  ): Promise<T> {
    const access = await this.#access(deadline);
    try {
      return await call(access);
    } catch (error) {
      if (!(error instanceof ClusterError) || error.status !== 401) {
        throw error;
      }
    }
    await deadline.race(this.#provider.renew(access));
    return call(await this.#access(deadline));
  }

  async #access(deadline: Deadline): Promise<ClusterAccess> {
    // Not even asked for when the call is over.
    if (deadline.error) {
      throw deadline.error;
    }
    return deadline.race(this.#provider.current());
  }

  /** Sends it. Answers that are no success are errors. */
  async #send(
    outgoing: Outgoing,
    deadline: Deadline,
    kind: 'calls' | 'watches',
  ): Promise<Dispatcher.ResponseData> {
    const { what, method, path, headers, body } = outgoing;
    return this.#withAccess(deadline, async access => {
      const response = await sendRequest(`${access.server}${path}`, {
        dispatcher: this.#connections[kind](access),
        method,
        headers: { ...access.headers, ...headers },
        body,
        signal: deadline.signal,
      });
      const { statusCode, headers: received } = response;
      if (statusCode >= 200 && statusCode < 300) {
        return response;
      }
      throw refusalToError({
        cluster: this.name,
        what,
        status: statusCode,
        contentType: [received['content-type']].flat()[0],
        retryAfter: received['retry-after'],
        body: await response.body.text(),
        secrets: secretsOf(access.headers),
      });
    });
  }

  #parse<T>(what: string, text: string): T {
    try {
      return JSON.parse(text);
    } catch {
      // The parser's error quotes the answer, which may be anything.
      throw new ClusterError({
        cluster: this.name,
        kind: 'protocol',
        message: `${what} at cluster '${this.name}': the answer is not JSON`,
      });
    }
  }

  #failure(what: string, deadline: Deadline, error: unknown): ClusterError {
    return deadline.error ?? connectionError(this.name, what, error);
  }
}
