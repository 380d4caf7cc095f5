import type { Deployment } from 'kubernetes-types/apps/v1';
import type { OwnerReference } from 'kubernetes-types/meta/v1';
import {
  deployments,
  events,
  namespaces,
  persistentVolumeClaims,
  pods,
  replicaSets,
} from '../../resources';
import { TestCluster, withClaim } from '../testing/TestCluster';

describe('deletion', () => {
  let cluster: TestCluster;

  beforeEach(async () => {
    cluster = TestCluster.start();
    cluster.registry.create<Deployment>(deployments, {
      metadata: { name: 'web', namespace: 'demo' },
      spec: {
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: {
            containers: [{ name: 'app', image: 'localhost/guestbook:1' }],
          },
        },
      },
    });
    await cluster.settle();
  });

  afterEach(() => cluster.stop());

  const sets = () => cluster.registry.list(replicaSets, { namespace: 'demo' });
  const deployment = () => cluster.registry.find(deployments, 'demo', 'web');

  function ownedClaim(name: string, ownerReferences: OwnerReference[]): void {
    cluster.registry.create(persistentVolumeClaims, {
      metadata: { name, namespace: 'demo', ownerReferences },
      spec: {
        accessModes: ['ReadWriteOnce'],
        resources: { requests: { storage: '64Mi' } },
      },
    });
  }

  const claims = () =>
    cluster.registry
      .list(persistentVolumeClaims)
      .map(({ metadata }) => metadata.name);

  it('takes everything that belonged to the object with it', async () => {
    cluster.registry.delete(deployments, 'demo', 'web');
    expect(deployment()).toBeUndefined();
    await cluster.eventually(() => {
      expect(sets()).toEqual([]);
      expect(cluster.pods()).toEqual([]);
    });
  });

  it('in the foreground waits for what belongs to the object', async () => {
    cluster.node.ends = () => false;
    cluster.registry.delete(deployments, 'demo', 'web', {
      propagationPolicy: 'Foreground',
    });
    await cluster.eventually(() =>
      expect(cluster.pods()[0].metadata.deletionTimestamp).toBeDefined(),
    );
    await cluster.settle();
    expect(deployment()?.metadata.finalizers).toEqual(['foregroundDeletion']);
    expect(sets()[0].metadata).toMatchObject({
      deletionTimestamp: expect.any(String),
      finalizers: ['foregroundDeletion'],
    });
    cluster.node.ends = () => true;
    cluster.node.lookAgain();
    await cluster.eventually(() => {
      expect(deployment()).toBeUndefined();
      expect(sets()).toEqual([]);
      expect(cluster.pods()).toEqual([]);
    });
  });

  it('can leave behind what belonged to the object', async () => {
    cluster.registry.delete(deployments, 'demo', 'web', {
      propagationPolicy: 'Orphan',
    });
    await cluster.eventually(() => expect(deployment()).toBeUndefined());
    await cluster.settle();
    expect(sets()).toHaveLength(1);
    expect(sets()[0].metadata.ownerReferences).toBeUndefined();
    expect(cluster.pods()).toHaveLength(1);
  });

  it('spares what has another owner, which stays', async () => {
    const [replicaSet] = sets();
    const reference = (uid: string, name: string, kind: string) => ({
      apiVersion: kind === 'Pod' ? 'v1' : 'apps/v1',
      kind,
      name,
      uid,
    });
    const [pod] = cluster.pods();
    ownedClaim('data', [
      reference(pod.metadata.uid, pod.metadata.name, 'Pod'),
      reference(
        replicaSet.metadata.uid,
        replicaSet.metadata.name,
        'ReplicaSet',
      ),
    ]);
    cluster.registry.delete(pods, 'demo', pod.metadata.name);
    await cluster.eventually(() =>
      expect(cluster.claim('data').metadata.ownerReferences).toEqual([
        expect.objectContaining({ kind: 'ReplicaSet' }),
      ]),
    );
  });

  it('happens to what names an owner that is not there', async () => {
    ownedClaim('data', [
      {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'web',
        uid: 'of-a-former-one',
      },
    ]);
    await cluster.eventually(() => expect(claims()).toEqual([]));
  });

  it('does not happen because of an owner of an unknown kind', async () => {
    ownedClaim('data', [
      { apiVersion: 'example.com/v1', kind: 'Thing', name: 'x', uid: 'y' },
    ]);
    await cluster.settle();
    expect(claims()).toEqual(['data']);
  });

  it('of a namespace empties it, and then takes it away', async () => {
    cluster.createClaim('data');
    cluster.createPod('app', withClaim('data'));
    await cluster.eventually(() =>
      expect(cluster.claim('data').status?.phase).toBe('Bound'),
    );
    cluster.registry.delete(namespaces, undefined, 'demo');
    expect(
      cluster.registry.get(namespaces, undefined, 'demo').status?.phase,
    ).toBe('Terminating');
    await cluster.eventually(() => {
      expect(
        cluster.registry.find(namespaces, undefined, 'demo'),
      ).toBeUndefined();
      expect(cluster.pods()).toEqual([]);
      expect(cluster.driver.volumes.size).toBe(0);
    });
    expect(cluster.registry.list(events, { namespace: 'demo' })).toEqual([]);
  });
});
