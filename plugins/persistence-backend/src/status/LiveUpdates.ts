import { createHash } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import type { SignalsService } from '@backstage/plugin-signals-node';
import {
  signalChannelOf,
  type EntityPersistence,
  type PersistenceSignal,
} from 'backstage-plugin-persistence-common';
import { SELECTS_NOTHING, selectorOf } from '../entities';
import type { Observation, ViewChange } from '../observation/Observation';
import type { EntitySelector } from '../observation/view';

/** Pages ask every minute while they are open, so nobody looks at what nobody asked for in this time. */
const INTEREST_MS = 10 * 60_000;

/** A change becomes a signal after this, so that what changes together is one signal. */
const COALESCE_MS = 100;

/** The answer for an entity is not made again more often than this, however much changes around it. */
const CHECK_PAUSE_MS = 200;

/** An entity's page is not told to fetch more often than this. */
const SIGNAL_PAUSE_MS = 1_000;

/** Nor of an operation's steps more often than this: somebody is looking at them. */
const TOUCH_PAUSE_MS = 500;

/** What live updates are made from. */
export interface LiveUpdatesOptions {
  observation: Pick<Observation, 'clusters' | 'subscribe'>;
  signals: SignalsService;
  /** The present answer for an entity. */
  answer: (entity: Entity) => EntityPersistence;
  logger: LoggerService;
}

/** An entity that somebody asked for lately. */
interface Watched {
  entity: Entity;
  selector: EntitySelector;
  /** What the last signal, or the first answer, was about. */
  digest: string;
  /** Where its objects were then, by cluster. */
  places: ReadonlyMap<string, ReadonlySet<string>>;
  askedAt: number;
  checkedAt: number;
  signalledAt: number;
  timer?: NodeJS.Timeout;
}

/**
 * Tells open pages to fetch again when their answer changed.
 *
 * @remarks
 *
 * Nobody says that a page was opened or closed: an entity counts as watched for some time after it was asked for. When something changes
 * in a namespace where it has objects, its answer is made again, and a signal goes out if it differs from the one that pages may have.
 * That one is remembered as the digest of the last signal, not of the last answer: a page that happens to fetch between a change and its
 * signal must not make the signal for the others unnecessary.
 */
export class LiveUpdates {
  readonly #observation: LiveUpdatesOptions['observation'];
  readonly #signals: SignalsService;
  readonly #answer: LiveUpdatesOptions['answer'];
  readonly #logger: LoggerService;
  readonly #watched = new Map<string, Watched>();
  readonly #touched = new Map<string, NodeJS.Timeout>();
  readonly #touchedAt = new Map<string, number>();
  #version = 0;
  #unsubscribe?: () => void;

  private constructor(options: LiveUpdatesOptions) {
    this.#observation = options.observation;
    this.#signals = options.signals;
    this.#answer = options.answer;
    this.#logger = options.logger;
  }

  static create(options: LiveUpdatesOptions): LiveUpdates {
    return new LiveUpdates(options);
  }

  start(): void {
    this.#unsubscribe ??= this.#observation.subscribe(change =>
      this.#changed(change),
    );
  }

  stop(): void {
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
    for (const { timer } of this.#watched.values()) {
      clearTimeout(timer);
    }
    this.#watched.clear();
    for (const timer of this.#touched.values()) {
      clearTimeout(timer);
    }
    this.#touched.clear();
    this.#touchedAt.clear();
  }

  /** Somebody got this answer for an entity, and wants to know when it changes. */
  asked(entity: Entity, answer: EntityPersistence): void {
    if (!this.#unsubscribe) {
      return;
    }
    const known = this.#watched.get(answer.entityRef);
    if (!known) {
      this.#watched.set(answer.entityRef, {
        entity,
        selector: selectorFor(entity),
        digest: digestOf(answer),
        places: placesOf(answer),
        askedAt: Date.now(),
        checkedAt: 0,
        signalledAt: 0,
      });
      return;
    }
    known.askedAt = Date.now();
    if (known.entity.metadata.etag !== entity.metadata.etag) {
      known.entity = entity;
      known.selector = selectorFor(entity);
      this.#checkSoon(known);
    }
  }

  /** Something of an entity changed that is not observed: an operation. Its pages may be open at any replica. */
  touch(entityRef: string): void {
    if (!this.#unsubscribe || this.#touched.has(entityRef)) {
      return;
    }
    const last = this.#touchedAt.get(entityRef) ?? 0;
    const delayMs = Math.max(0, last + TOUCH_PAUSE_MS - Date.now());
    this.#touched.set(
      entityRef,
      setTimeout(() => {
        this.#touched.delete(entityRef);
        this.#touchedAt.set(entityRef, Date.now());
        this.#signal(entityRef);
      }, delayMs).unref(),
    );
  }

  #changed(change: ViewChange): void {
    const oldest = Date.now() - INTEREST_MS;
    for (const [entityRef, watched] of this.#watched) {
      if (watched.askedAt < oldest) {
        clearTimeout(watched.timer);
        this.#watched.delete(entityRef);
      } else if (!watched.timer && this.#concerns(change, watched)) {
        this.#checkSoon(watched);
      }
    }
  }

  /** Whether a change is where an entity has or had objects. */
  #concerns({ cluster, namespaces }: ViewChange, watched: Watched): boolean {
    const { selector } = watched;
    if (selector.cluster !== undefined && selector.cluster !== cluster) {
      return false;
    }
    if (namespaces === 'all') {
      return true;
    }
    if (
      selector.namespace !== undefined &&
      namespaces.has(selector.namespace)
    ) {
      return true;
    }
    const places = watched.places.get(cluster);
    for (const namespace of namespaces) {
      if (places?.has(namespace)) {
        return true;
      }
    }
    return this.#placesNow(cluster, watched).some(namespace =>
      namespaces.has(namespace),
    );
  }

  #placesNow(cluster: string, { entity, selector }: Watched): string[] {
    const view = this.#observation
      .clusters()
      .find(({ name }) => name === cluster)?.view;
    return view
      ? [
          ...view.workloads(selector),
          ...view.claimsOf(stringifyEntityRef(entity), selector),
        ].map(({ namespace }) => namespace)
      : [];
  }

  #checkSoon(watched: Watched): void {
    const delayMs = Math.max(
      COALESCE_MS,
      watched.checkedAt + CHECK_PAUSE_MS - Date.now(),
      watched.signalledAt + SIGNAL_PAUSE_MS - Date.now(),
    );
    watched.timer ??= setTimeout(() => this.#check(watched), delayMs).unref();
  }

  #check(watched: Watched): void {
    watched.timer = undefined;
    watched.checkedAt = Date.now();
    try {
      const answer = this.#answer(watched.entity);
      const digest = digestOf(answer);
      watched.places = placesOf(answer);
      if (digest !== watched.digest) {
        watched.digest = digest;
        watched.signalledAt = Date.now();
        this.#signal(answer.entityRef);
      }
    } catch (error) {
      this.#logger.error('An answer could not be made again', {
        error: stringifyError(error),
      });
    }
  }

  #signal(entityRef: string): void {
    // Larger than those of a process that ran before this one
    this.#version = Math.max(this.#version + 1, Date.now());
    const message: PersistenceSignal & { [key: string]: number } = {
      version: this.#version,
    };
    this.#signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: signalChannelOf(entityRef),
        message,
      })
      .catch(error =>
        this.#logger.warn('A signal could not be sent', {
          error: stringifyError(error),
        }),
      );
  }
}

function selectorFor(entity: Entity): EntitySelector {
  return selectorOf(entity)?.selector ?? SELECTS_NOTHING;
}

/** Differs when something differs that a page shows. That a cluster was heard of once more is nothing of that. */
function digestOf(answer: EntityPersistence): string {
  return createHash('sha1')
    .update(
      JSON.stringify({
        ...answer,
        clusters: answer.clusters.map(({ name, state, message }) => ({
          name,
          state,
          message,
        })),
      }),
    )
    .digest('base64');
}

function placesOf(answer: EntityPersistence): Map<string, Set<string>> {
  const places = new Map<string, Set<string>>();
  for (const { cluster, namespace } of [
    ...answer.workloads.map(({ workload }) => workload),
    ...answer.shelf,
  ]) {
    places.set(cluster, (places.get(cluster) ?? new Set()).add(namespace));
  }
  return places;
}
