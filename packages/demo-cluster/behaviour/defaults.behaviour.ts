import { cluster } from './support/cluster';
import { usePlace } from './support/place';

const place = usePlace();
const container = { name: 'app', image: 'localhost/guestbook:1' };

const CONTAINER_DEFAULTS = {
  imagePullPolicy: 'IfNotPresent',
  resources: {},
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
};
const POD_DEFAULTS = {
  restartPolicy: 'Always',
  terminationGracePeriodSeconds: 30,
  dnsPolicy: 'ClusterFirst',
  securityContext: {},
  schedulerName: 'default-scheduler',
};

describe('what the API fills in', () => {
  it('in a Deployment', async () => {
    const { spec } = (
      await place().deployments.create({
        metadata: { name: 'web' },
        spec: {
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: { containers: [container] },
          },
          paused: true,
        },
      })
    ).ok();

    expect(spec).toEqual({
      replicas: 1,
      selector: { matchLabels: { app: 'web' } },
      strategy: {
        type: 'RollingUpdate',
        rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%' },
      },
      revisionHistoryLimit: 10,
      progressDeadlineSeconds: 600,
      paused: true,
      template: {
        metadata: { labels: { app: 'web' } },
        spec: {
          containers: [{ ...container, ...CONTAINER_DEFAULTS }],
          ...POD_DEFAULTS,
        },
      },
    });
  });

  it('in a Deployment with the strategy Recreate: no rollingUpdate', async () => {
    const { spec } = (
      await place().deployments.create({
        metadata: { name: 'web' },
        spec: {
          strategy: { type: 'Recreate' },
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: { containers: [container] },
          },
          replicas: 0,
        },
      })
    ).ok();

    expect(spec.strategy).toEqual({ type: 'Recreate' });
  });

  it('in probes, ports, volumes and environment variables', async () => {
    const { spec } = (
      await place().deployments.create({
        metadata: { name: 'web' },
        spec: {
          replicas: 0,
          selector: { matchLabels: { app: 'web' } },
          template: {
            metadata: { labels: { app: 'web' } },
            spec: {
              initContainers: [{ name: 'first', image: 'localhost/busybox' }],
              containers: [
                {
                  ...container,
                  ports: [{ containerPort: 8080 }],
                  env: [
                    {
                      name: 'POD',
                      valueFrom: { fieldRef: { fieldPath: 'metadata.name' } },
                    },
                  ],
                  readinessProbe: { httpGet: { port: 8080 } },
                  livenessProbe: {
                    exec: { command: ['true'] },
                    periodSeconds: 3,
                  },
                },
              ],
              volumes: [
                { name: 'scratch', emptyDir: {} },
                { name: 'nothing' },
                { name: 'host', hostPath: { path: '/srv' } },
              ],
            },
          },
        },
      })
    ).ok();
    const [app] = spec.template.spec.containers;

    expect(spec.template.spec.initContainers).toEqual([
      {
        name: 'first',
        image: 'localhost/busybox',
        ...CONTAINER_DEFAULTS,
        imagePullPolicy: 'Always',
      },
    ]);
    expect(app.ports).toEqual([{ containerPort: 8080, protocol: 'TCP' }]);
    expect(app.env).toEqual([
      {
        name: 'POD',
        valueFrom: {
          fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' },
        },
      },
    ]);
    expect(app.readinessProbe).toEqual({
      httpGet: { path: '/', port: 8080, scheme: 'HTTP' },
      timeoutSeconds: 1,
      periodSeconds: 10,
      successThreshold: 1,
      failureThreshold: 3,
    });
    expect(app.livenessProbe).toMatchObject({
      timeoutSeconds: 1,
      periodSeconds: 3,
      failureThreshold: 3,
    });
    expect(spec.template.spec.volumes).toEqual([
      { name: 'scratch', emptyDir: {} },
      { name: 'nothing', emptyDir: {} },
      { name: 'host', hostPath: { path: '/srv', type: '' } },
    ]);
  });

  it('in a StatefulSet and its claim templates', async () => {
    const { spec } = (
      await place().statefulSets.create({
        metadata: { name: 'db' },
        spec: {
          replicas: 0,
          serviceName: 'db',
          selector: { matchLabels: { app: 'db' } },
          template: {
            metadata: { labels: { app: 'db' } },
            spec: { containers: [container] },
          },
          volumeClaimTemplates: [
            {
              metadata: { name: 'data' },
              spec: {
                accessModes: ['ReadWriteOnce'],
                resources: { requests: { storage: '64Mi' } },
              },
            },
          ],
        },
      })
    ).ok();

    expect(spec).toMatchObject({
      podManagementPolicy: 'OrderedReady',
      updateStrategy: {
        type: 'RollingUpdate',
        rollingUpdate: { partition: 0 },
      },
      revisionHistoryLimit: 10,
      persistentVolumeClaimRetentionPolicy: {
        whenDeleted: 'Retain',
        whenScaled: 'Retain',
      },
      template: {
        spec: {
          containers: [{ ...container, ...CONTAINER_DEFAULTS }],
          ...POD_DEFAULTS,
        },
      },
      volumeClaimTemplates: [
        {
          apiVersion: 'v1',
          kind: 'PersistentVolumeClaim',
          metadata: { name: 'data' },
          spec: { accessModes: ['ReadWriteOnce'], volumeMode: 'Filesystem' },
          status: { phase: 'Pending' },
        },
      ],
    });
  });

  it('in a claim', async () => {
    const created = (
      await place().claims.create({
        metadata: { name: 'data' },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '64Mi' } },
        },
      })
    ).ok();

    expect(created.metadata.finalizers).toEqual([
      'kubernetes.io/pvc-protection',
    ]);
    expect(created.spec).toEqual({
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: '64Mi' } },
      storageClassName: 'standard',
      volumeMode: 'Filesystem',
    });
    expect(created.status).toEqual({ phase: 'Pending' });
  });

  it('in a volume', async () => {
    const name = place().unique('static');
    place().afterwards(() => cluster.volumes.delete(name));
    const created = (
      await cluster.volumes.create({
        metadata: { name },
        spec: {
          capacity: { storage: '1Gi' },
          accessModes: ['ReadWriteOnce'],
          storageClassName: name,
          hostPath: { path: '/srv' },
        },
      })
    ).ok();

    expect(created.metadata.finalizers).toEqual([
      'kubernetes.io/pv-protection',
    ]);
    expect(created.spec).toEqual({
      capacity: { storage: '1Gi' },
      accessModes: ['ReadWriteOnce'],
      storageClassName: name,
      hostPath: { path: '/srv', type: '' },
      persistentVolumeReclaimPolicy: 'Retain',
      volumeMode: 'Filesystem',
    });
    expect(created.status.phase).toBe('Pending');
  });

  it('in a pod: tolerations, priority and what a pod says of itself before it runs', async () => {
    const created = (
      await place().pods.create({
        metadata: { name: 'worker' },
        spec: {
          containers: [container],
          nodeSelector: { 'kubernetes.io/hostname': 'nowhere' },
        },
      })
    ).ok();

    expect(created.spec).toMatchObject({
      ...POD_DEFAULTS,
      enableServiceLinks: true,
      priority: 0,
      preemptionPolicy: 'PreemptLowerPriority',
      tolerations: [
        {
          key: 'node.kubernetes.io/not-ready',
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 300,
        },
        {
          key: 'node.kubernetes.io/unreachable',
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds: 300,
        },
      ],
    });
    expect(created.status).toMatchObject({
      phase: 'Pending',
      qosClass: 'BestEffort',
    });
  });

  it('in a service', async () => {
    const { spec } = (
      await place().services.create({
        metadata: { name: 'web' },
        spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
      })
    ).ok();

    expect(spec).toMatchObject({
      type: 'ClusterIP',
      clusterIP: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
      ports: [{ port: 80, protocol: 'TCP', targetPort: 80 }],
      sessionAffinity: 'None',
    });
  });

  it('writes quantities as they are usually written', async () => {
    const { spec } = (
      await place().claims.create({
        metadata: { name: 'data' },
        spec: {
          accessModes: ['ReadWriteOnce'],
          resources: { requests: { storage: '1024Mi' } },
        },
      })
    ).ok();

    expect(spec.resources.requests.storage).toBe('1Gi');
  });
});
