import type { Entity } from '@backstage/catalog-model';
import type { KubernetesObject } from './Kubernetes';

const KUBERNETES_ID = 'backstage.io/kubernetes-id';

/** A component whose workloads carry its name as their Kubernetes id. */
export function component(name: string, namespace?: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        [KUBERNETES_ID]: name,
        ...(namespace && { 'backstage.io/kubernetes-namespace': namespace }),
      },
    },
    spec: { type: 'service', lifecycle: 'production', owner: 'group:platform' },
  };
}

/** A Deployment of one guestbook, which belongs to the component of the same name. With a claim: mounted at `/data`. */
export function deployment(options: {
  namespace: string;
  name: string;
  /** The name of a claim. */
  claimName?: string;
  replicas?: number;
}): KubernetesObject {
  const { namespace, name, claimName, replicas = 1 } = options;
  const labels = { app: name, [KUBERNETES_ID]: name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace, name, labels },
    spec: {
      replicas,
      strategy: { type: 'Recreate' },
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 0,
          containers: [
            {
              name: 'app',
              image: 'localhost/guestbook:1',
              ...(claimName && {
                volumeMounts: [{ name: 'data', mountPath: '/data' }],
              }),
            },
          ],
          ...(claimName && {
            volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }],
          }),
        },
      },
    },
  };
}

/** A claim that belongs to the component `owner`. */
export function claim(options: {
  namespace: string;
  name: string;
  owner: string;
  className?: string;
}): KubernetesObject {
  const { namespace, name, owner, className = 'immediate' } = options;
  return {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { namespace, name, labels: { [KUBERNETES_ID]: owner } },
    spec: {
      storageClassName: className,
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '64Mi' } },
    },
  };
}

/** A Deployment as many write them: no word of volumes and strategies; what its guests write is in the container's folder `/data`. */
export function guestbook(options: {
  namespace: string;
  name: string;
  /** The component that it belongs to. Default: the one of the same name. */
  component?: string;
  replicas?: number;
  /** Changes of the pod's `spec`. */
  pod?: object;
  /** Changes of the container. */
  container?: object;
  /** Changes of the Deployment's `spec`. */
  spec?: object;
  /** Changes of the Deployment's metadata. */
  metadata?: object;
}): KubernetesObject {
  const { namespace, name, replicas = 1 } = options;
  const labels = { app: name, [KUBERNETES_ID]: options.component ?? name };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { namespace, name, labels, ...options.metadata },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 0,
          containers: [
            {
              name: 'app',
              image: 'localhost/guestbook:1',
              ports: [{ name: 'http', containerPort: 8080 }],
              readinessProbe: {
                httpGet: { path: '/healthz', port: 'http' },
                periodSeconds: 1,
              },
              ...options.container,
            },
          ],
          ...options.pod,
        },
      },
      ...options.spec,
    },
  };
}
