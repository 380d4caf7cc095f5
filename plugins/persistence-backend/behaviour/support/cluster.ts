import { randomBytes } from 'node:crypto';
import { readAccess } from './Access';
import { environment } from './environment';
import { Kubernetes, type KubernetesObject } from './Kubernetes';

/** How the suite itself reaches the cluster: as somebody who may do everything. */
export const adminAccess = readAccess(environment.kubeconfig);

/** The cluster under test, beside the portal. */
export const kubernetes = Kubernetes.create(adminAccess);

/** A namespace of its own for some tests. Removed after the last of them, without waiting. */
export async function createNamespace(): Promise<string> {
  const name = `persistence-${randomBytes(4).toString('hex')}`;
  const namespace: KubernetesObject = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
  };
  await kubernetes.create(namespace);
  removeAfterwards(namespace);
  return name;
}

const toRemove: KubernetesObject[] = [];

/** Remembers an object to be removed after the tests of this file, the last one first. */
export function removeAfterwards(...objects: KubernetesObject[]): void {
  toRemove.push(...objects);
}

afterAll(async () => {
  for (const object of toRemove.splice(0).reverse()) {
    await kubernetes.remove(object);
  }
  await kubernetes.close();
});
