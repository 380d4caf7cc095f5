import { Agent, type RequestOptions } from 'node:https';
import { toError } from '@backstage/errors';
import type { KubeConfig } from '@kubernetes/client-node';
import type { AccessProvider } from './AccessProvider';
import type { ClusterAccess, TlsMaterial } from './ClusterAccess';

// Files with tokens and certificates are replaced while we run: https://kubernetes.io/docs/concepts/configuration/secret/
const REMEMBER_MS = 30_000;
const LONGEST_REASON = 200;

/** What the authentication of client-node fills in. */
type Filled = RequestOptions & Pick<TlsMaterial, 'servername'>;

function pemOf(value: unknown): string | Buffer | undefined {
  return typeof value === 'string' || Buffer.isBuffer(value)
    ? value
    : undefined;
}

function headersOf({ headers, auth }: Filled): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    if (value !== undefined) {
      // A file with a token may end with a newline, which no header may have.
      result[name.toLowerCase()] = String(value).trim();
    }
  }
  if (auth && !result.authorization) {
    result.authorization = `Basic ${Buffer.from(auth).toString('base64')}`;
  }
  return result;
}

function describe(error: unknown): string {
  const { name, message } = toError(error);
  if (name === 'SyntaxError') {
    // Its message quotes what the credential plugin printed: credentials.
    return 'the credential plugin printed something that is not JSON';
  }
  const [line] = message.trim().split('\n');
  return line.slice(0, LONGEST_REASON) || 'the credential plugin failed';
}

/**
 * Makes client-node fill in what a connection needs: tokens, token files, certificates, credential plugins.
 *
 * @throws Error without its cause, which may hold a secret
 */
async function readAccess(config: KubeConfig): Promise<ClusterAccess> {
  const cluster = config.getCurrentCluster();
  if (!cluster) {
    throw new Error('the kubeconfig names no cluster');
  }
  const filled: Filled = {};
  try {
    await config.applyToHTTPSOptions(filled);
  } catch (error) {
    throw new Error(`the credentials cannot be read: ${describe(error)}`);
  }
  const { proxyUrl } = cluster;
  return {
    server: cluster.server.replace(/\/+$/, ''),
    headers: headersOf(filled),
    tls: {
      ca: pemOf(filled.ca),
      cert: pemOf(filled.cert),
      key: pemOf(filled.key),
      servername: filled.servername,
      rejectUnauthorized: filled.rejectUnauthorized,
    },
    proxyUrl,
    webSocketAgent:
      proxyUrl && filled.agent instanceof Agent ? filled.agent : undefined,
  };
}

/** Whether a credential plugin is run, whose answer client-node keeps until it expires. */
function runsPlugin(config: KubeConfig): boolean {
  const user = config.getCurrentUser();
  return Boolean(
    user?.exec ??
    user?.authProvider?.config?.exec ??
    user?.authProvider?.name === 'exec',
  );
}

/**
 * Access by a kubeconfig. The kubeconfig and the files that it names are read again after half a minute, and at once when the
 * cluster answers 401; then credential plugins run again too. Files that cannot be read just then change nothing.
 */
export class KubeconfigAccess implements AccessProvider {
  readonly #load: () => KubeConfig;
  #config: KubeConfig;
  #access?: ClusterAccess;
  #readAt = 0;
  #reading?: Promise<ClusterAccess>;

  /**
   * @param options - `load` reads the kubeconfig and selects the context
   * @throws Error what `load` throws
   */
  static create(options: { load: () => KubeConfig }): KubeconfigAccess {
    return new KubeconfigAccess(options.load);
  }

  private constructor(load: () => KubeConfig) {
    this.#load = load;
    this.#config = load();
  }

  async current(): Promise<ClusterAccess> {
    if (this.#access && performance.now() - this.#readAt < REMEMBER_MS) {
      return this.#access;
    }
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async renew(refused: ClusterAccess): Promise<void> {
    if (this.#access === refused) {
      this.#access = undefined;
      this.#reload();
    }
  }

  async #read(): Promise<ClusterAccess> {
    if (this.#access && !runsPlugin(this.#config)) {
      this.#reload();
    }
    const access = await readAccess(this.#config);
    this.#access = access;
    this.#readAt = performance.now();
    return access;
  }

  #reload(): void {
    try {
      this.#config = this.#load();
    } catch {
      // Somebody is just writing it. What was loaded may still do; the cluster says when it does not.
    }
  }
}
