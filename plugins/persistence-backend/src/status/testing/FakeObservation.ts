import type { ClusterStatus } from 'backstage-plugin-persistence-common';
import type {
  Observation,
  ObservedCluster,
  ViewChange,
} from '../../observation';
import { createView } from '../../observation/testing/createView';

/** Observes clusters that contain what a test says. */
export class FakeObservation implements Observation {
  readonly #clusters = new Map<string, ObservedCluster>();
  readonly #listeners = new Set<(change: ViewChange) => void>();
  started = 0;
  stopped = 0;

  /** Replaces what a cluster contains; nobody is told. */
  set(
    cluster: string,
    objects: object[],
    options: Omit<Parameters<typeof createView>[0], 'cluster' | 'objects'> & {
      status?: Partial<ClusterStatus>;
    } = {},
  ): void {
    const { status, ...viewOptions } = options;
    const view = createView({ cluster, objects, ...viewOptions });
    this.#clusters.set(cluster, {
      name: cluster,
      view,
      status: () => ({
        name: cluster,
        state: view.readOnly ? 'read-only' : 'ok',
        observedAt: view.observedAt.toISOString(),
        ...status,
      }),
    });
  }

  /** Tells that something changed. */
  publish(cluster: string, ...namespaces: string[]): void {
    for (const listener of this.#listeners) {
      listener({
        cluster,
        namespaces: namespaces.length > 0 ? new Set(namespaces) : 'all',
      });
    }
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  clusters(): ObservedCluster[] {
    return [...this.#clusters.values()];
  }

  subscribe(listener: (change: ViewChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async start(): Promise<void> {
    this.started += 1;
  }

  async stop(): Promise<void> {
    this.stopped += 1;
  }
}
