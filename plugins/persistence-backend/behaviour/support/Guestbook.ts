import { eventually } from '../../src/clusters/testing';
import { kubernetes } from './cluster';
import { environment } from './environment';
import type { KubernetesObject } from './Kubernetes';

/** How long a guestbook whose rollout is complete gets to answer. */
const PATIENCE_MS = 30_000;

/** What the image has in its folder, until a volume hides it. */
const SHIPPED = 'shipped with the image';

interface Pod extends KubernetesObject {
  spec: {
    containers: { name: string; ports?: { containerPort: number }[] }[];
  };
  status: {
    podIP?: string;
    conditions?: { type: string; status: string }[];
  };
}

/** A service whose guests write entries: what they see of it. */
export class Guestbook {
  readonly #namespace: string;
  readonly #name: string;

  /** The guestbook of a workload: the pods with the label `app` of that name. */
  static async open(options: {
    namespace: string;
    name: string;
  }): Promise<Guestbook> {
    if (environment.kind === 'demo') {
      await kubernetes.apply([nodePort(options)]);
    }
    return new Guestbook(options);
  }

  private constructor({
    namespace,
    name,
  }: {
    namespace: string;
    name: string;
  }) {
    this.#namespace = namespace;
    this.#name = name;
  }

  /** Everything that was written and is there, beside what the image brings. */
  async entries(): Promise<string[]> {
    return eventually(async () => {
      const response = await fetch(`${await this.#address()}/entries`);
      expect(response.status).toBe(200);
      const entries = (await response.json()) as string[];
      return entries.filter(entry => !entry.startsWith(SHIPPED));
    }, PATIENCE_MS);
  }

  async write(entry: string): Promise<void> {
    await eventually(async () => {
      const response = await fetch(`${await this.#address()}/entries`, {
        method: 'POST',
        body: entry,
      });
      expect(response.status).toBe(201);
    }, PATIENCE_MS);
  }

  /** Pods of the demo cluster have no address of their own; its services do. */
  async #address(): Promise<string> {
    if (environment.kind === 'demo') {
      const { spec } = await kubernetes.read<
        KubernetesObject & { spec: { ports: [{ nodePort: number }] } }
      >(nodePort({ namespace: this.#namespace, name: this.#name }));
      return `http://127.0.0.1:${spec.ports[0].nodePort}`;
    }
    const { items } = await kubernetes.request<{ items: Pod[] }>({
      path: `/api/v1/namespaces/${this.#namespace}/pods?labelSelector=app%3D${this.#name}`,
    });
    const ready = items.filter(
      ({ metadata, status }) =>
        !metadata.deletionTimestamp &&
        status.conditions?.some(
          ({ type, status: is }) => type === 'Ready' && is === 'True',
        ),
    );
    expect(ready.length).toBeGreaterThan(0);
    const [{ spec, status }] = ready;
    const port = spec.containers[0].ports?.[0].containerPort ?? 8080;
    return `http://${status.podIP}:${port}`;
  }
}

function nodePort(options: {
  namespace: string;
  name: string;
}): KubernetesObject {
  const { namespace, name } = options;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name },
    spec: {
      type: 'NodePort',
      selector: { app: name },
      ports: [{ name: 'http', port: 80, targetPort: 'http' }],
    },
  };
}
