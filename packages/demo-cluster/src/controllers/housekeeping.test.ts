import type { ResourceQuota } from 'kubernetes-types/core/v1';
import { EventRecorder } from '../registry/EventRecorder';
import { events, pods, resourceQuotas } from '../resources';
import { TestCluster } from './testing/TestCluster';

describe('housekeeping', () => {
  let cluster: TestCluster;

  beforeEach(() => {
    cluster = TestCluster.start();
  });

  afterEach(() => cluster.stop());

  it('counts what quotas limit', async () => {
    cluster.registry.create<ResourceQuota>(resourceQuotas, {
      metadata: { name: 'storage', namespace: 'demo' },
      spec: {
        hard: {
          pods: '5',
          persistentvolumeclaims: '4',
          'requests.storage': '1Gi',
          'standard.storageclass.storage.k8s.io/requests.storage': '1Gi',
        },
      },
    });
    const status = () =>
      cluster.registry.get(resourceQuotas, 'demo', 'storage').status;
    await cluster.eventually(() =>
      expect(status()).toEqual({
        hard: expect.objectContaining({ pods: '5' }),
        used: {
          pods: '0',
          persistentvolumeclaims: '0',
          'requests.storage': '0',
          'standard.storageclass.storage.k8s.io/requests.storage': '0',
        },
      }),
    );
    cluster.createClaim('one');
    cluster.createClaim('two', { storageClassName: 'immediate' });
    cluster.createPod('app');
    await cluster.eventually(() =>
      expect(status()?.used).toEqual({
        pods: '1',
        persistentvolumeclaims: '2',
        'requests.storage': '128Mi',
        'standard.storageclass.storage.k8s.io/requests.storage': '64Mi',
      }),
    );
    cluster.registry.delete(pods, 'demo', 'app');
    await cluster.eventually(() => expect(status()?.used?.pods).toBe('0'));
  });

  it('counts events that happen again, and forgets them after an hour', async () => {
    const recorder = EventRecorder.create({
      registry: cluster.registry,
      component: 'kubelet',
      host: 'n1',
    });
    const pod = cluster.createPod('app', { nodeName: 'n1' });
    const event = {
      type: 'Warning',
      reason: 'BackOff',
      message: 'Back-off restarting failed container',
      fieldPath: 'spec.containers{app}',
    } as const;
    const backOffs = () =>
      cluster.registry
        .list(events)
        .filter(({ reason }) => reason === 'BackOff');
    recorder.event(pod, event);
    cluster.advance(30 * 60_000);
    recorder.event(pod, event);
    expect(backOffs()).toHaveLength(1);
    expect(backOffs()[0]).toMatchObject({
      metadata: {
        namespace: 'demo',
        name: expect.stringMatching(/^app\.[0-9a-f]{16}$/),
      },
      involvedObject: {
        kind: 'Pod',
        name: 'app',
        uid: pod.metadata.uid,
        fieldPath: 'spec.containers{app}',
      },
      count: 2,
      source: { component: 'kubelet', host: 'n1' },
      reportingComponent: 'kubelet',
      reportingInstance: 'n1',
    });
    cluster.advance(45 * 60_000);
    cluster.createPod('other', { nodeName: 'n1' });
    await cluster.settle();
    expect(backOffs()).toHaveLength(1);
    cluster.advance(16 * 60_000);
    // A cluster that starts again looks at what is due.
    cluster.restartControllers();
    await cluster.eventually(() => expect(backOffs()).toEqual([]));
    recorder.event(pod, event);
    expect(backOffs()[0]).toMatchObject({ count: 1 });
  });

  it('does nothing while nothing changes', async () => {
    cluster.createClaim('data', { storageClassName: 'immediate' });
    cluster.createPod('app');
    await cluster.settle();
    const { version } = cluster.registry;
    await new Promise(resolve => {
      setTimeout(resolve, 300);
    });
    expect(cluster.registry.version).toBe(version);
  });

  it('goes on where it stopped after a restart', async () => {
    cluster.stopControllers();
    cluster.createClaim('data', { storageClassName: 'immediate' });
    await cluster.settle();
    expect(cluster.claim('data').status?.phase).toBe('Pending');
    cluster.restartControllers();
    await cluster.eventually(() =>
      expect(cluster.claim('data').status?.phase).toBe('Bound'),
    );
  });
});
