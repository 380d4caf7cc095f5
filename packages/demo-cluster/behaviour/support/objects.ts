import type {
  Deployment,
  DeploymentSpec,
  StatefulSet,
  StatefulSetSpec,
} from 'kubernetes-types/apps/v1';
import type {
  HorizontalPodAutoscaler,
  HorizontalPodAutoscalerSpec,
} from 'kubernetes-types/autoscaling/v2';
import type {
  Container,
  PersistentVolumeClaim,
  Pod,
  PodSpec,
} from 'kubernetes-types/core/v1';

export const IMAGES = {
  guestbook: 'localhost/guestbook:1',
  guestbook2: 'localhost/guestbook:2',
  nonroot: 'localhost/guestbook-nonroot:1',
  distroless: 'localhost/guestbook-distroless:1',
  busybox: 'localhost/busybox:1',
} as const;

/** The guestbook, ready as soon as it listens. */
export function guestbook(container: Partial<Container> = {}): Container {
  return {
    name: 'app',
    image: IMAGES.guestbook,
    ports: [{ containerPort: 8080 }],
    readinessProbe: {
      httpGet: { path: '/healthz', port: 8080 },
      periodSeconds: 1,
    },
    ...container,
  };
}

/** A container that runs a shell script and then waits. */
export function script(
  text: string,
  container: Partial<Container> = {},
): Container {
  return {
    name: 'app',
    image: IMAGES.busybox,
    command: ['sh', '-c', `${text}\nwhile true; do sleep 1; done`],
    ...container,
  };
}

/** A pod that gets a second to end when it is deleted. */
export function podSpec(spec: Partial<PodSpec> = {}): PodSpec {
  return {
    terminationGracePeriodSeconds: 0,
    containers: [guestbook()],
    ...spec,
  };
}

export function pod(
  name: string,
  spec: Partial<PodSpec> = {},
  labels?: Record<string, string>,
): Pod {
  return { metadata: { name, labels }, spec: podSpec(spec) };
}

export interface WorkloadOptions<Spec> {
  name?: string;
  spec?: Partial<Spec>;
  pod?: Partial<PodSpec>;
}

/** A Deployment whose pods carry the label `app: <name>`. */
export function deployment(
  options: WorkloadOptions<DeploymentSpec> = {},
): Deployment {
  const { name = 'web', spec, pod: podOptions } = options;
  const labels = { app: name };
  return {
    metadata: { name, labels },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec(podOptions) },
      ...spec,
    },
  };
}

/** A StatefulSet whose pods carry the label `app: <name>`. */
export function statefulSet(
  options: WorkloadOptions<StatefulSetSpec> = {},
): StatefulSet {
  const { name = 'db', spec, pod: podOptions } = options;
  const labels = { app: name };
  return {
    metadata: { name, labels },
    spec: {
      serviceName: name,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: podSpec(podOptions) },
      ...spec,
    },
  };
}

export interface ClaimOptions {
  name?: string;
  /** `null` leaves the class out. */
  className?: string | null;
  size?: string;
  accessMode?: string;
  volumeName?: string;
  labels?: Record<string, string>;
}

export function claim(options: ClaimOptions = {}): PersistentVolumeClaim {
  const {
    name = 'data',
    className = 'standard',
    size = '64Mi',
    accessMode = 'ReadWriteOnce',
    volumeName,
    labels,
  } = options;
  return {
    metadata: { name, labels },
    spec: {
      accessModes: [accessMode],
      resources: { requests: { storage: size } },
      ...(className === null ? {} : { storageClassName: className }),
      ...(volumeName ? { volumeName } : {}),
    },
  };
}

/** Volume and mount that put a claim at `/data` of the container `app`. */
export function withClaim(
  claimName = 'data',
  container: Partial<Container> = {},
): Partial<PodSpec> {
  return {
    containers: [
      guestbook({
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
        ...container,
      }),
    ],
    volumes: [{ name: 'data', persistentVolumeClaim: { claimName } }],
  };
}

/** An autoscaler of the Deployment `web`. */
export function autoscaler(
  spec: Partial<HorizontalPodAutoscalerSpec> = {},
): HorizontalPodAutoscaler {
  return {
    metadata: { name: 'web' },
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'web',
      },
      maxReplicas: 3,
      ...spec,
    },
  };
}
