import { createHash } from 'node:crypto';
import { Agent, ProxyAgent, Socks5ProxyAgent, type Dispatcher } from 'undici';
import type { ClusterAccess, TlsMaterial } from '../access/ClusterAccess';

const CALL_CONNECTIONS = 2;
const KEEP_ALIVE_MS = 45_000;
// Load balancers forget connections that are silent for a minute.
const KEEP_ALIVE_PROBE_MS = 30_000;
const CONNECT_TIMEOUT_MS = 10_000;

interface Agents {
  identity: string;
  calls: Dispatcher;
  watches: Dispatcher;
}

/** What makes a connection usable for an access: tokens are not part of it. Hashed, for it is made of secrets. */
function identityOf({ tls, proxyUrl, server }: ClusterAccess): string {
  const hash = createHash('sha256');
  for (const part of [
    server,
    proxyUrl,
    tls.ca,
    tls.cert,
    tls.key,
    tls.servername,
    tls.rejectUnauthorized,
  ]) {
    hash.update(typeof part === 'object' ? part : String(part)).update('\0');
  }
  return hash.digest('hex');
}

function createAgent(
  { tls, proxyUrl }: { tls: TlsMaterial; proxyUrl?: string },
  connections: number | null,
): Dispatcher {
  // Every call has a deadline of its own, which also covers headers and body; a watch may be silent for long.
  const options = {
    connections,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    // A watch that shares an HTTP/2 session shares its flow control with all others.
    allowH2: false,
  };
  const connect = {
    keepAlive: true,
    keepAliveInitialDelay: KEEP_ALIVE_PROBE_MS,
    timeout: CONNECT_TIMEOUT_MS,
  };
  if (proxyUrl?.startsWith('socks')) {
    return new Socks5ProxyAgent(proxyUrl, { ...options, requestTls: tls });
  }
  if (proxyUrl) {
    return new ProxyAgent({
      ...options,
      uri: proxyUrl,
      requestTls: { ...connect, ...tls },
      connect,
    });
  }
  return new Agent({ ...options, connect: { ...connect, ...tls } });
}

/**
 * The connections to one cluster. Calls share two; every watch holds one of its own, so that watches never keep a call waiting.
 * When certificates change, new connections are made, and the old ones end when their last answer does.
 */
export class Connections {
  #agents?: Agents;
  #access?: ClusterAccess;
  readonly #leaving = new Set<Dispatcher>();

  static create(): Connections {
    return new Connections();
  }

  private constructor() {}

  calls(access: ClusterAccess): Dispatcher {
    return this.#for(access).calls;
  }

  watches(access: ClusterAccess): Dispatcher {
    return this.#for(access).watches;
  }

  /** Ends all connections, whatever they are doing. */
  async close(): Promise<void> {
    const agents = this.#agents;
    this.#agents = undefined;
    this.#access = undefined;
    await Promise.all(
      [...this.#leaving, ...(agents ? [agents.calls, agents.watches] : [])].map(
        agent => agent.destroy(),
      ),
    );
  }

  #for(access: ClusterAccess): Agents {
    if (this.#agents && this.#access === access) {
      return this.#agents;
    }
    const identity = identityOf(access);
    if (this.#agents?.identity !== identity) {
      this.#leave(this.#agents);
      this.#agents = {
        identity,
        calls: createAgent(access, CALL_CONNECTIONS),
        watches: createAgent(access, null),
      };
    }
    this.#access = access;
    return this.#agents;
  }

  #leave(agents: Agents | undefined): void {
    for (const agent of agents ? [agents.calls, agents.watches] : []) {
      this.#leaving.add(agent);
      const left = () => this.#leaving.delete(agent);
      agent.close().then(left, left);
    }
  }
}
