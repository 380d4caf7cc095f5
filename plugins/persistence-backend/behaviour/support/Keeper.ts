import type { JsonObject } from '@backstage/types';
import type { Intent, Operation } from 'backstage-plugin-persistence-common';
import { createNamespace, kubernetes } from './cluster';
import type { KubernetesObject } from './Kubernetes';
import { component } from './objects';
import { Portal } from './Portal';
import { createPortalAccess } from './portalAccess';

/** A workload, as far as a claim changes it. */
export interface Workload extends KubernetesObject {
  spec: {
    strategy?: object;
    updateStrategy?: object;
    template: {
      metadata: object;
      spec: {
        containers: {
          name: string;
          image?: string;
          command?: string[];
          volumeMounts?: object[];
        }[];
        volumes?: object[];
      };
    };
  };
}

/** A claim, as far as it is compared. */
export interface Claim extends KubernetesObject {
  spec: object;
}

/** A namespace, and a portal that may keep data in it. */
export class Keeper {
  readonly namespace: string;
  readonly portal: Portal;

  /** @param options.names - of the components, each of which has the workload of its name */
  static async start(options: {
    names: string[];
    policies?: JsonObject;
  }): Promise<Keeper> {
    const { names, policies } = options;
    const namespace = await createNamespace();
    const access = await createPortalAccess({
      namespace,
      name: 'portal',
      rights: 'write',
    });
    const portal = await Portal.start({
      source: 'kubeconfig',
      clusters: [{ name: 'behaviour', access }],
      entities: names.map(name => component(name)),
      policies,
    });
    return new Keeper(namespace, portal);
  }

  private constructor(namespace: string, portal: Portal) {
    this.namespace = namespace;
    this.portal = portal;
  }

  /** Creates a workload and waits until it runs; returns what the cluster made of it. */
  async create(object: KubernetesObject): Promise<Workload> {
    await kubernetes.create(object);
    await this.portal.until(object.metadata.name, ({ workloads }) =>
      expect(workloads.map(({ rollout }) => rollout.state)).toEqual([
        'complete',
      ]),
    );
    return this.read(object);
  }

  read(object: KubernetesObject): Promise<Workload> {
    return kubernetes.read(object);
  }

  readClaim(name: string): Promise<Claim> {
    return kubernetes.read({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { namespace: this.namespace, name },
    });
  }

  /** Does something for a component, successfully. */
  async carryOut(name: string, intent: Intent): Promise<Operation> {
    const operation = await this.portal.carryOut(name, intent);
    expect(operation).toMatchObject({ state: 'succeeded' });
    return operation;
  }
}

/** Keeps the guestbook's folder on a new claim, but for what the case changes. */
export function attach(
  fields: Partial<Extract<Intent, { kind: 'attach' }>> = {},
): Intent {
  return {
    kind: 'attach',
    path: '/data',
    claim: { size: '64Mi' },
    existingFiles: 'start-empty',
    ...fields,
  };
}

/** The mounts of a workload's containers, by their names. */
export function mountsOf({ spec }: Workload): Record<string, object[]> {
  return Object.fromEntries(
    spec.template.spec.containers.map(({ name, volumeMounts = [] }) => [
      name,
      volumeMounts,
    ]),
  );
}
