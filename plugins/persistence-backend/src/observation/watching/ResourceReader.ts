import type { Cluster, WatchEvent } from '../../clusters/Cluster';
import { ClusterError } from '../../clusters/ClusterError';
import { textOf } from '../projections/Raw';
import type { Clock } from './Clock';
import { errorOfStatus, isNotAcceptable, isUnknownForm } from './failures';
import { Patience } from './Patience';
import { versionOf, type TrackedObjects } from './TrackedObjects';

/** The objects of a list come in chunks of this many. */
const CHUNK = 500;
const CHUNK_DEADLINE_MS = 30_000;

/** A stream that was asked for all objects and says nothing for this long has not understood. */
const INITIAL_SILENCE_MS = 15_000;

/**
 * Bookmarks come every minute. The proxy of the Kubernetes plugin does not notice that a stream broke behind it, so that silence is
 * all that tells.
 */
const SILENCE_MS = 150_000;
const PROXY_SILENCE_MS = 90_000;

/** What is read, and how. */
export interface ReaderTarget {
  /** The path of the list, for example `/api/v1/pods`. */
  path: string;
  /** Whether the metadata suffices. */
  metadataOnly?: boolean;
  /** How long a watch lasts, in seconds; up to a quarter more by chance. */
  timeoutSeconds: number;
}

/** What a reader tells. */
export interface ReaderListener {
  /** The cluster has accepted a watch. */
  onWatch(): void;
  /** The cluster said something. */
  onHeard(): void;
  /** All objects were read. */
  onComplete(): void;
  /** The cluster does not stream lists, so that they are read in chunks. */
  onFallback(): void;
}

function isEndOfInitialEvents({ type, object }: WatchEvent): boolean {
  const { metadata } = (object ?? {}) as {
    metadata?: { annotations?: Record<string, unknown> };
  };
  return (
    type === 'BOOKMARK' &&
    metadata?.annotations?.['k8s.io/initial-events-end'] === 'true'
  );
}

/**
 * Reads all objects of a resource and then what changes, in the form that the server knows: as one stream, or in chunks followed by a
 * watch. https://kubernetes.io/docs/reference/using-api/api-concepts/#streaming-lists
 */
export class ResourceReader {
  static create(options: {
    cluster: Cluster;
    target: ReaderTarget;
    objects: TrackedObjects;
    listener: ReaderListener;
    clock: Clock;
  }): ResourceReader {
    return new ResourceReader(options);
  }

  readonly #cluster: Cluster;
  readonly #target: ReaderTarget;
  readonly #objects: TrackedObjects;
  readonly #listener: ReaderListener;
  readonly #clock: Clock;
  /** Of the running call. */
  #signal = AbortSignal.abort();

  /** From which version a watch goes on; undefined when everything has to be read again. */
  #version: string | undefined;
  #form: 'stream' | 'chunks' = 'stream';
  #metadataOnly: boolean;

  private constructor(options: {
    cluster: Cluster;
    target: ReaderTarget;
    objects: TrackedObjects;
    listener: ReaderListener;
    clock: Clock;
  }) {
    this.#cluster = options.cluster;
    this.#target = options.target;
    this.#objects = options.objects;
    this.#listener = options.listener;
    this.#clock = options.clock;
    this.#metadataOnly = options.target.metadataOnly ?? false;
  }

  /**
   * Reads until the watch ends, as all do at some time; the next call goes on from there.
   *
   * @param signal - ends it at once
   * @throws ClusterError, or whatever the signal says
   */
  async read(signal: AbortSignal): Promise<void> {
    this.#signal = signal;
    try {
      if (this.#version !== undefined && this.#cluster.resumesWatches) {
        await this.#watch(this.#version);
      } else if (this.#form === 'stream') {
        await this.#stream();
      } else {
        await this.#readChunks();
      }
    } catch (error) {
      if (!this.#metadataOnly || !isNotAcceptable(error)) {
        throw error;
      }
      this.#metadataOnly = false;
      await this.read(signal);
    }
  }

  /** The next call reads everything again. */
  forgetVersion(): void {
    this.#version = undefined;
  }

  /** All objects are the first events of a watch that then goes on. */
  async #stream(): Promise<void> {
    const patience = Patience.start({
      clock: this.#clock,
      ms: INITIAL_SILENCE_MS,
      parent: this.#signal,
    });
    let complete = false;
    let ignored = false;
    this.#version = undefined;
    this.#objects.beginReading();
    try {
      const events = this.#open(
        { sendInitialEvents: true, resourceVersionMatch: 'NotOlderThan' },
        patience.signal,
      );
      for await (const event of events) {
        patience.heard();
        const version = this.#apply(event);
        if (complete) {
          this.#version = version;
        } else if (isEndOfInitialEvents(event)) {
          complete = true;
          patience.satisfied();
          this.#version = version;
          this.#completed();
        } else if (event.type === 'BOOKMARK') {
          // Bookmarks come a minute later, so the server is watching and will never say where the beginning ends
          ignored = true;
          break;
        }
      }
      if (!complete && !ignored) {
        throw this.#protocolError('the stream ended before all objects came');
      }
    } catch (error) {
      ignored = patience.exhausted || isUnknownForm(error);
      if (complete || !ignored) {
        throw error;
      }
    } finally {
      patience.finish();
    }
    if (ignored) {
      this.#form = 'chunks';
      this.#listener.onFallback();
      await this.#readChunks();
    }
  }

  async #readChunks(): Promise<void> {
    let version: string;
    try {
      version = await this.#list();
    } catch (error) {
      // Perhaps the cluster was only slow when it was asked for a stream
      this.#form = 'stream';
      throw error;
    }
    this.#version = version;
    await this.#watch(version);
  }

  /** The version that all objects are of. */
  async #list(): Promise<string> {
    let token: string | undefined;
    let version: string | undefined;
    this.#objects.beginReading();
    do {
      const page = await this.#cluster.request<unknown>({
        path: this.#target.path,
        query: { limit: CHUNK, continue: token },
        accept: this.#accept('PartialObjectMetadataList'),
        deadlineMs: CHUNK_DEADLINE_MS,
        signal: this.#signal,
      });
      this.#signal.throwIfAborted();
      this.#listener.onHeard();
      const { items, metadata } = (page ?? {}) as {
        items?: unknown;
        metadata?: { continue?: unknown; resourceVersion?: unknown };
      };
      version = textOf(metadata?.resourceVersion);
      if (!Array.isArray(items) || version === undefined) {
        throw this.#protocolError('the answer is not a list');
      }
      for (const object of items) {
        this.#objects.put(object);
      }
      token = textOf(metadata?.continue);
    } while (token !== undefined);
    this.#completed();
    return version;
  }

  /** Goes on from a version. */
  async #watch(from: string): Promise<void> {
    const events = this.#open({ resourceVersion: from }, this.#signal);
    for await (const event of events) {
      this.#version = this.#apply(event);
    }
  }

  #open(
    query: Record<string, string | boolean>,
    signal: AbortSignal,
  ): AsyncIterable<WatchEvent> {
    const { path, timeoutSeconds } = this.#target;
    const { resumesWatches } = this.#cluster;
    const silenceMs = resumesWatches ? SILENCE_MS : PROXY_SILENCE_MS;
    return this.#cluster.watch(path, {
      query: {
        ...query,
        allowWatchBookmarks: true,
        timeoutSeconds: Math.round(
          timeoutSeconds * (1 + this.#clock.random() / 4),
        ),
      },
      accept: this.#accept('PartialObjectMetadata'),
      signal,
      silenceMs,
      // Where watches do not resume, an answer may begin with its first bookmark
      ...(!resumesWatches &&
        this.#form === 'chunks' && { deadlineMs: silenceMs }),
      onOpen: () => this.#listener.onWatch(),
    });
  }

  /** The version that the event is of. */
  #apply({ type, object }: WatchEvent): string {
    this.#signal.throwIfAborted();
    this.#listener.onHeard();
    if (type === 'ERROR') {
      throw errorOfStatus(this.#cluster.name, this.#target.path, object);
    }
    const { uid, version } = versionOf(object);
    if (version === undefined) {
      throw this.#protocolError('an event has no version');
    }
    if (type === 'DELETED' && uid !== undefined) {
      this.#objects.remove(uid);
    } else if (type !== 'BOOKMARK') {
      this.#objects.put(object);
    }
    return version;
  }

  #completed(): void {
    this.#objects.endReading();
    this.#listener.onComplete();
  }

  /** Servers that cannot leave the rest out send all of it. */
  #accept(kind: string): string | undefined {
    return this.#metadataOnly
      ? `application/json;as=${kind};g=meta.k8s.io;v=v1,application/json`
      : undefined;
  }

  #protocolError(what: string): ClusterError {
    return new ClusterError({
      cluster: this.#cluster.name,
      kind: 'protocol',
      message: `${this.#target.path} at cluster '${this.#cluster.name}': ${what}`,
    });
  }
}
