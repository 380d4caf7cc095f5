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

const cleanUps: (() => Promise<unknown>)[] = [];

/** Remembers something to be done after the tests of this file, the last one first. */
export function afterwards(cleanUp: () => Promise<unknown>): void {
  cleanUps.push(cleanUp);
}

/** Remembers objects to be removed after the tests of this file. */
export function removeAfterwards(...objects: KubernetesObject[]): void {
  for (const object of objects) {
    afterwards(() => kubernetes.remove(object));
  }
}

afterAll(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) {
    await cleanUp();
  }
  await kubernetes.close();
});
