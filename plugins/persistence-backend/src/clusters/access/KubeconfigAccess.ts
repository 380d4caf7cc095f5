import { Agent, type RequestOptions } from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import type { AccessProvider } from './AccessProvider';
import type { ClusterAccess, TlsMaterial } from './ClusterAccess';

// Files with tokens and certificates are replaced while we run: https://kubernetes.io/docs/concepts/configuration/secret/
const REMEMBER_MS = 30_000;

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

/**
 * Makes client-node fill in what a connection needs: tokens, token files, certificates, credential plugins.
 *
 * @throws Error without the words of the cause where these may hold a secret
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
    if (error instanceof SyntaxError) {
      // Its message quotes what the credential plugin printed: credentials.
      throw new Error(
        'the credential plugin printed something that is not JSON',
      );
    }
    throw error;
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

/**
 * Access by a kubeconfig. Files are read again after half a minute, and at once when the cluster answers 401; then the kubeconfig
 * itself is read again too, and credential plugins run again.
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
      this.#config = this.#load();
    }
  }

  async #read(): Promise<ClusterAccess> {
    const access = await readAccess(this.#config);
    this.#access = access;
    this.#readAt = performance.now();
    return access;
  }
}
