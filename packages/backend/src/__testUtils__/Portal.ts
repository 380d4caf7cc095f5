import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const PACKAGE = resolve(__dirname, '../..');
const REPOSITORY = resolve(PACKAGE, '../..');
const START_TIMEOUT_MS = 90_000; // 6 s on an idle laptop
const STOP_TIMEOUT_MS = 5_000; // outside of development the server waits for long polls, up to 55 s

/** What a portal is started with. */
export interface PortalOptions {
  /** Configuration files, relative to the repository; later ones win. */
  configs: string[];
  /** Environment variables on top of PATH and HOME. */
  environment: Record<string, string>;
  /** Where it listens on 127.0.0.1. Default: a free port. */
  port?: number;
}

/** An answer of the portal. */
export interface PortalAnswer {
  status: number;
  body: unknown;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The backend as people run it: a process of its own, with its real configuration files, on a free port of 127.0.0.1. */
export class Portal {
  /** Where it answers. */
  readonly url: string;
  readonly #process: ChildProcess;
  readonly #output: string[];

  private constructor(process: ChildProcess, url: string, output: string[]) {
    this.#process = process;
    this.url = url;
    this.#output = output;
  }

  /**
   * Starts a portal and waits until it is ready.
   *
   * @throws Error with the portal's output, when it ends or is not ready in time
   */
  static async start(options: PortalOptions): Promise<Portal> {
    const { configs, environment, port = await freePort() } = options;
    const url = `http://127.0.0.1:${port}`;
    const child = spawn(
      process.execPath,
      [
        '--require',
        '@backstage/cli-node/config/nodeTransform.cjs',
        'src/index.ts',
        ...configs.flatMap(config => ['--config', join(REPOSITORY, config)]),
      ],
      {
        cwd: PACKAGE,
        env: {
          PATH: process.env.PATH,
          HOME: process.env.HOME,
          PORTAL_PORT: String(port),
          PORTAL_HOST: '127.0.0.1',
          PORTAL_URL: url,
          ...environment,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const output: string[] = [];
    child.stdout?.on('data', chunk => output.push(String(chunk)));
    child.stderr?.on('data', chunk => output.push(String(chunk)));

    const portal = new Portal(child, url, output);
    await portal.#ready();
    return portal;
  }

  /** Asks the portal for something. The body is JSON both ways. */
  async request(
    path: string,
    options: { method?: string; token?: string; body?: unknown } = {},
  ): Promise<PortalAnswer> {
    const { method, token, body } = options;
    const response = await fetch(`${this.url}${path}`, {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text && JSON.parse(text) };
  }

  /** Signs in as the guest, where the portal lets guests in; returns the token. */
  async signInAsGuest(): Promise<string> {
    const { body } = await this.request('/api/auth/guest/refresh');
    const session = body as { backstageIdentity: { token: string } };
    return session.backstageIdentity.token;
  }

  /** Stops the portal: asks it to, and kills it when it takes its time. */
  async stop(): Promise<void> {
    if (this.#ended()) {
      return;
    }
    const exit = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await Promise.race([exit, sleep(STOP_TIMEOUT_MS, null, { ref: false })]);
    this.#process.kill('SIGKILL');
    await exit;
  }

  /** Ends the portal as a power failure does: it does not hear of it. */
  async kill(): Promise<void> {
    const exit = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await exit;
  }

  async #ready(): Promise<void> {
    const deadline = Date.now() + START_TIMEOUT_MS;
    while (Date.now() < deadline && !this.#ended()) {
      const answer = await fetch(
        `${this.url}/.backstage/health/v1/readiness`,
      ).catch(() => undefined);
      if (answer?.ok) {
        return;
      }
      await sleep(200);
    }
    await this.stop();
    throw new Error(`The portal did not start:\n${this.#output.join('')}`);
  }

  #ended(): boolean {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }
}
