import type { Event } from 'kubernetes-types/core/v1';
import type { Stored } from '../model/objects';
import { StatusError } from '../model/StatusError';
import { events } from '../resources';
import type { Registry } from './Registry';

/** Something that happened to an object and that people should be able to read. */
export interface OccurredEvent {
  type: 'Normal' | 'Warning';
  /** One word in CamelCase. */
  reason: string;
  message: string;
  /** The part of the object, e.g. `spec.containers{app}`. */
  fieldPath?: string;
  /** What was being done. Events with an action are written as those of events.k8s.io: `eventTime` and `series` in place of a count. */
  action?: string;
}

const CLOCK_OFFSET = BigInt(Date.now()) * 1_000_000n - process.hrtime.bigint();

/** The time in a precision in which no two events happen at once, for their names. */
function nanoseconds(): bigint {
  return CLOCK_OFFSET + process.hrtime.bigint();
}

/** How many different events are remembered for counting. */
const REMEMBERED = 4096;

/**
 * Writes core/v1 Events about objects. An event that happens again is counted, not repeated.
 *
 * @remarks
 * Events are best effort, as in any cluster: what the registry refuses (e.g. in a namespace that is being deleted) is dropped.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/
 */
export class EventRecorder {
  readonly #registry: Registry;
  readonly #source: { component: string; host?: string };
  readonly #names = new Map<string, string>();

  static create(options: {
    registry: Registry;
    /** Who reports, e.g. `kubelet`. */
    component: string;
    /** The node on which it reports. */
    host?: string;
  }): EventRecorder {
    return new EventRecorder(options);
  }

  private constructor(options: {
    registry: Registry;
    component: string;
    host?: string;
  }) {
    this.#registry = options.registry;
    this.#source = {
      component: options.component,
      ...(options.host ? { host: options.host } : {}),
    };
  }

  /** Records that something happened to the object. */
  event(object: Stored, occurred: OccurredEvent): void {
    const namespace = object.metadata.namespace ?? 'default';
    const { uid } = object.metadata;
    const { type, reason, message, fieldPath = '' } = occurred;
    const key = [uid, fieldPath, type, reason, message].join('\n');
    try {
      const known = this.#names.get(key);
      if (known && this.#registry.find(events, namespace, known)) {
        this.#count(namespace, known);
      } else {
        const created = this.#create(object, namespace, occurred);
        this.#remember(key, created.metadata.name);
      }
    } catch (error) {
      if (!(error instanceof StatusError)) {
        throw error;
      }
    }
  }

  #create(object: Stored, namespace: string, occurred: OccurredEvent) {
    const { type, reason, message, fieldPath, action } = occurred;
    const now = this.#registry.now().toISOString();
    const seconds = `${now.slice(0, 19)}Z`;
    return this.#registry.create<Event>(events, {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        name: `${object.metadata.name}.${nanoseconds().toString(16)}`,
        namespace,
      },
      involvedObject: {
        apiVersion: object.apiVersion,
        kind: object.kind,
        name: object.metadata.name,
        ...(object.metadata.namespace ? { namespace } : {}),
        uid: object.metadata.uid,
        resourceVersion: object.metadata.resourceVersion,
        ...(fieldPath ? { fieldPath } : {}),
      },
      type,
      reason,
      message,
      ...(action
        ? {
            action,
            eventTime: now.replace('Z', '000Z'),
            source: {},
            reportingInstance: `${this.#source.component}-demo`,
          }
        : {
            count: 1,
            firstTimestamp: seconds,
            lastTimestamp: seconds,
            source: this.#source,
            reportingInstance: this.#source.host ?? '',
          }),
      reportingComponent: this.#source.component,
    });
  }

  #count(namespace: string, name: string): void {
    const now = this.#registry.now().toISOString();
    this.#registry.mutate(events, namespace, name, draft => {
      if (draft.eventTime) {
        draft.series = {
          count: (draft.series?.count ?? 1) + 1,
          lastObservedTime: now.replace('Z', '000Z'),
        };
      } else {
        draft.count = (draft.count ?? 1) + 1;
        draft.lastTimestamp = `${now.slice(0, 19)}Z`;
      }
    });
  }

  #remember(key: string, name: string): void {
    this.#names.set(key, name);
    if (this.#names.size > REMEMBERED) {
      for (const oldest of Array.from(this.#names.keys()).slice(0, 1)) {
        this.#names.delete(oldest);
      }
    }
  }
}
