import { toError } from '@backstage/errors';
import type { Cluster } from '../../clusters/Cluster';
import { ClusterError } from '../../clusters/ClusterError';
import type { Clock } from './Clock';

/** A cluster that says nothing for this long is asked whether it is there. */
const SILENCE_MS = 20_000;

/** One failure may be an accident. */
const RETRY_MS = 1_000;

/**
 * Notices that a cluster is gone where its streams do not break with it: the Kubernetes plugin's proxy keeps them open, silent for
 * ever. Asks for the version only when nothing was heard for a while.
 */
export class Heartbeat {
  static start(options: {
    cluster: Cluster;
    clock: Clock;
    /** When the cluster was last heard of, in milliseconds since 1970. */
    heardAt: () => number | undefined;
    onAlive: () => void;
    /** Called with what went wrong, every time that the cluster did not answer twice. */
    onLost: (error: Error) => void;
  }): Heartbeat {
    const heartbeat = new Heartbeat(options);
    heartbeat.#running = heartbeat.#run();
    return heartbeat;
  }

  readonly #cluster: Cluster;
  readonly #clock: Clock;
  readonly #heardAt: () => number | undefined;
  readonly #onAlive: () => void;
  readonly #onLost: (error: Error) => void;
  readonly #stopped = new AbortController();
  #running: Promise<void> = Promise.resolve();

  private constructor(options: {
    cluster: Cluster;
    clock: Clock;
    heardAt: () => number | undefined;
    onAlive: () => void;
    onLost: (error: Error) => void;
  }) {
    this.#cluster = options.cluster;
    this.#clock = options.clock;
    this.#heardAt = options.heardAt;
    this.#onAlive = options.onAlive;
    this.#onLost = options.onLost;
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    let failures = 0;
    let waitMs = SILENCE_MS;
    while (!signal.aborted) {
      await this.#clock.sleep(waitMs, signal);
      waitMs = this.#restOfSilence();
      if (signal.aborted || waitMs > 0) {
        failures = 0;
        continue;
      }
      const error = await this.#ask();
      if (error) {
        failures += 1;
      } else {
        failures = 0;
        this.#onAlive();
      }
      waitMs = failures === 1 ? RETRY_MS : SILENCE_MS;
      if (error && failures > 1 && !signal.aborted) {
        this.#onLost(error);
      }
    }
  }

  #restOfSilence(): number {
    const heardAt = this.#heardAt();
    return heardAt === undefined
      ? 0
      : Math.max(0, heardAt + SILENCE_MS - this.#clock.now());
  }

  /**
   * Whoever refuses is alive; a proxy that cannot reach the cluster answers with a server error.
   *
   * @returns undefined when it is alive
   */
  async #ask(): Promise<Error | undefined> {
    try {
      await this.#cluster.request({
        path: '/version',
        signal: this.#stopped.signal,
      });
      return undefined;
    } catch (error) {
      const refuses =
        error instanceof ClusterError &&
        error.status !== undefined &&
        error.status < 500;
      return refuses ? undefined : toError(error);
    }
  }
}
