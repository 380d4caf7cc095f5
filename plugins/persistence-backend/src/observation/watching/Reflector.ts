import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError, toError } from '@backstage/errors';
import type { Cluster } from '../../clusters/Cluster';
import { Backoff } from './Backoff';
import type { Clock } from './Clock';
import { isExpired, isForbidden, isOutage, retryAfterMs } from './failures';
import { ResourceReader, type ReaderTarget } from './ResourceReader';
import { TrackedObjects, type ObjectSink } from './TrackedObjects';

/** A watch that did not live this long was no success. */
const SHORT_LIFE_MS = 10_000;

/** A server that has just started may not know its rules yet, so its first refusal is soon put to the test. */
const FIRST_REFUSAL_MS = 2_000;
const REFUSAL_MS = 30_000;

/** A server is not left alone for longer, whatever it asks for. */
const LONGEST_RETRY_AFTER_MS = 300_000;

/** How far a reflector has got. */
export interface ReflectorState {
  /** Whether all objects were read. They stay known while the cluster does not answer. */
  readonly synced: boolean;
  /** Whether they may not be read. */
  readonly forbidden: boolean;
  /** What went wrong since the cluster was last heard of. */
  readonly failure?: {
    /** In milliseconds since 1970. */
    readonly since: number;
    readonly tries: number;
    readonly error: Error;
  };
}

/** Keeps a copy of all objects of one resource true: reads them, watches them, and comes back from every trouble by itself. */
export class Reflector {
  static start(options: {
    cluster: Cluster;
    target: ReaderTarget;
    sink: ObjectSink;
    clock: Clock;
    logger: LoggerService;
    /** Called when the state has changed. */
    onState: (state: ReflectorState) => void;
    /** Called whenever the cluster says anything. */
    onHeard?: (at: number) => void;
  }): Reflector {
    const reflector = new Reflector(options);
    reflector.#running = reflector.#run();
    return reflector;
  }

  readonly #name: string;
  readonly #clock: Clock;
  readonly #logger: LoggerService;
  readonly #onState: (state: ReflectorState) => void;
  readonly #onHeard: ((at: number) => void) | undefined;
  readonly #objects: TrackedObjects;
  readonly #reader: ResourceReader;
  readonly #backoff: Backoff;
  readonly #stopped = new AbortController();
  #running: Promise<void> = Promise.resolve();

  #state: ReflectorState = { synced: false, forbidden: false };
  #attempt = new AbortController();
  #pause = new AbortController();
  #watchedSince: number | undefined;
  #refusals = 0;

  private constructor(options: {
    cluster: Cluster;
    target: ReaderTarget;
    sink: ObjectSink;
    clock: Clock;
    logger: LoggerService;
    onState: (state: ReflectorState) => void;
    onHeard?: (at: number) => void;
  }) {
    const { cluster, target, sink, clock, logger } = options;
    this.#name = `${target.path} of cluster '${cluster.name}'`;
    this.#clock = clock;
    this.#logger = logger;
    this.#onState = options.onState;
    this.#onHeard = options.onHeard;
    this.#backoff = Backoff.create(clock);
    this.#objects = TrackedObjects.create({
      sink,
      onError: error =>
        logger.error(
          `Left out an object of ${this.#name}: ${stringifyError(error)}`,
        ),
    });
    this.#reader = ResourceReader.create({
      cluster,
      target,
      objects: this.#objects,
      clock,
      listener: {
        onWatch: () => {
          this.#watchedSince = this.#clock.now();
          this.#refusals = 0;
          this.#heard();
        },
        onHeard: () => this.#heard(),
        onComplete: () =>
          this.#setState({ ...this.#state, synced: true, forbidden: false }),
        onFallback: () =>
          logger.info(
            `Reading ${this.#name} in chunks: it does not stream lists`,
          ),
      },
    });
  }

  /** Ends everything; after the call the sink is told nothing any more. */
  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#attempt.abort();
    this.#pause.abort();
    await this.#running;
  }

  /**
   * The cluster answers others again: there is no need to wait any longer for the end of an outage. One that has only just begun is
   * waited for as usual, so that a server that takes connections and drops them does not keep everybody busy.
   */
  retry(): void {
    const { failure } = this.#state;
    if (failure && failure.tries > 1 && isOutage(failure.error)) {
      this.#pause.abort();
    }
  }

  /** Breaks the stream, which is dead without knowing it. @param cause - how that was noticed; it is told as what went wrong */
  reconnect(cause: Error): void {
    this.#attempt.abort(cause);
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      this.#watchedSince = undefined;
      this.#attempt = new AbortController();
      let failure: Error | undefined;
      try {
        await this.#reader.read(this.#attempt.signal);
      } catch (error) {
        const { aborted, reason } = this.#attempt.signal;
        failure = toError(aborted ? reason : error);
      }
      if (!signal.aborted) {
        this.#pause = new AbortController();
        await this.#clock.sleep(this.#waitAfter(failure), this.#pause.signal);
      }
    }
  }

  /** How long to wait after a watch has ended, in milliseconds. */
  #waitAfter(failure: Error | undefined): number {
    const lived =
      this.#watchedSince !== undefined &&
      this.#clock.now() - this.#watchedSince >= SHORT_LIFE_MS;
    if (lived) {
      this.#backoff.reset();
      if (!failure) {
        return 0;
      }
    }
    if (isForbidden(failure)) {
      return this.#refused();
    }
    const isFirst = this.#backoff.tries === 0;
    const waitMs = this.#backoff.next();
    if (isExpired(failure)) {
      this.#reader.forgetVersion();
      if (isFirst) {
        return 0;
      }
    }
    this.#failed(
      failure ?? new Error(`The watch of ${this.#name} ended early`),
    );
    return Math.max(
      waitMs,
      Math.min(retryAfterMs(failure), LONGEST_RETRY_AFTER_MS),
    );
  }

  #refused(): number {
    this.#refusals += 1;
    if (!this.#state.synced || this.#refusals > 1) {
      if (!this.#state.forbidden) {
        this.#logger.debug(`May not list and watch ${this.#name}`);
      }
      this.#reader.forgetVersion();
      this.#objects.clear();
      this.#setState({ synced: false, forbidden: true });
    }
    return (
      (this.#refusals > 1 ? REFUSAL_MS : FIRST_REFUSAL_MS) *
      (1 + this.#clock.random())
    );
  }

  #failed(error: Error): void {
    const { failure, ...state } = this.#state;
    if (!failure) {
      this.#logger.debug(`Lost ${this.#name}: ${stringifyError(error)}`);
    }
    this.#setState({
      ...state,
      failure: {
        since: failure?.since ?? this.#clock.now(),
        tries: (failure?.tries ?? 0) + 1,
        error,
      },
    });
  }

  #heard(): void {
    this.#onHeard?.(this.#clock.now());
    const { failure, ...state } = this.#state;
    if (failure) {
      this.#logger.debug(`Reading ${this.#name} again`);
      this.#setState(state);
    }
  }

  #setState(state: ReflectorState): void {
    this.#state = state;
    this.#onState(state);
  }
}
