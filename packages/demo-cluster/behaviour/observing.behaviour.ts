import type { Event } from 'kubernetes-types/core/v1';
import type { ObjectMeta } from 'kubernetes-types/meta/v1';
import { client, cluster } from './support/cluster';
import { claim, deployment } from './support/objects';
import { usePlace } from './support/place';
import type { Live } from './support/resource';
import { WatchReader, type WatchEvent } from './support/watch';

const place = usePlace();
const open: Array<{ close(): void }> = [];

afterEach(() => open.splice(0).forEach(reader => reader.close()));

/** What somebody watches who keeps a picture of a whole cluster. */
const WATCHED = [
  ['apps/v1', 'deployments', 'Deployment'],
  ['apps/v1', 'replicasets', 'ReplicaSet'],
  ['apps/v1', 'statefulsets', 'StatefulSet'],
  ['apps/v1', 'daemonsets', 'DaemonSet'],
  ['batch/v1', 'jobs', 'Job'],
  ['batch/v1', 'cronjobs', 'CronJob'],
  ['autoscaling/v2', 'horizontalpodautoscalers', 'HorizontalPodAutoscaler'],
  ['v1', 'pods', 'Pod'],
  ['v1', 'persistentvolumeclaims', 'PersistentVolumeClaim'],
  ['v1', 'persistentvolumes', 'PersistentVolume'],
  ['v1', 'resourcequotas', 'ResourceQuota'],
  ['storage.k8s.io/v1', 'storageclasses', 'StorageClass'],
  ['storage.k8s.io/v1', 'volumeattachments', 'VolumeAttachment'],
] as const;

const LIST_FIRST = {
  sendInitialEvents: true,
  resourceVersionMatch: 'NotOlderThan',
  allowWatchBookmarks: true,
  timeoutSeconds: 60,
};
const METADATA_ONLY =
  'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';

interface Observed {
  kind: string;
  apiVersion: string;
  metadata: Live<ObjectMeta>;
}

function rootOf(groupVersion: string): string {
  return groupVersion === 'v1' ? '/api/v1' : `/apis/${groupVersion}`;
}

async function watch<Type = Observed>(
  path: string,
  options: { query?: Record<string, string>; accept?: string } = {},
): Promise<WatchReader<Type>> {
  const reader = await WatchReader.open<Type>({
    client,
    path,
    query: { ...LIST_FIRST, ...options.query },
    accept: options.accept,
  });
  open.push(reader);
  return reader;
}

const endsList = ({ type, object }: WatchEvent<Observed>) =>
  type === 'BOOKMARK' &&
  object.metadata.annotations?.['k8s.io/initial-events-end'] === 'true';

describe('somebody who observes the cluster', () => {
  it.each(WATCHED)(
    'reads all of %s %s with one watch',
    async (apiVersion, plural, kind) => {
      const reader = await watch(`${rootOf(apiVersion)}/${plural}`);
      const { object } = await reader.next(endsList);

      expect(reader.code).toBe(200);
      expect(object).toMatchObject({ kind, apiVersion });
      expect(object.metadata.resourceVersion).toMatch(/^\d+$/);
      // Afterwards come the changes that other suites make meanwhile
      const list = reader.events.slice(0, reader.events.findIndex(endsList));
      for (const event of list) {
        expect(event).toMatchObject({
          type: 'ADDED',
          object: { kind, apiVersion, metadata: { uid: expect.any(String) } },
        });
      }
    },
  );

  it.each(WATCHED)(
    'reads the metadata of %s %s alone',
    async (apiVersion, plural) => {
      const reader = await watch(`${rootOf(apiVersion)}/${plural}`, {
        accept: METADATA_ONLY,
      });
      await reader.next(endsList);

      for (const { object } of reader.events) {
        expect(object).toMatchObject({
          kind: 'PartialObjectMetadata',
          apiVersion: 'meta.k8s.io/v1',
        });
        expect(Object.keys(object).sort()).toEqual([
          'apiVersion',
          'kind',
          'metadata',
        ]);
      }
    },
  );

  it('prefers metadata and takes whole objects where that is all there is', async () => {
    const { metadata } = (
      await place().deployments.create(deployment({ spec: { replicas: 1 } }))
    ).ok();
    const reader = await watch(place().path('apis/apps/v1', 'replicasets'), {
      accept: `${METADATA_ONLY},application/json`,
    });
    const { object } = await reader.next(({ type }) => type === 'ADDED');

    expect(object.kind).toBe('PartialObjectMetadata');
    expect(object.metadata).toMatchObject({
      annotations: { 'deployment.kubernetes.io/revision': '1' },
      ownerReferences: [{ kind: 'Deployment', uid: metadata.uid }],
    });
  });

  it('hears of the events of a namespace, those that were and those that come', async () => {
    const broken = (
      await place().claims.create(claim({ className: 'broken' }))
    ).ok();
    await place().event(broken, 'ProvisioningFailed');
    const reader = await watch<Live<Event>>(place().path('api/v1', 'events'));
    const isFailure =
      (name: string) =>
      ({ type, object }: WatchEvent<Live<Event>>) =>
        type !== 'BOOKMARK' &&
        object.reason === 'ProvisioningFailed' &&
        object.involvedObject.name === name;

    await expect(reader.next(isFailure('data'))).resolves.toMatchObject({
      type: 'ADDED',
      object: { involvedObject: { uid: broken.metadata.uid } },
    });
    (
      await place().claims.create(
        claim({ name: 'more', className: 'no-such-class' }),
      )
    ).ok();
    await expect(reader.next(isFailure('more'))).resolves.toMatchObject({
      object: {
        type: 'Warning',
        message: 'storageclass.storage.k8s.io "no-such-class" not found',
        source: { component: 'persistentvolume-controller' },
      },
    });
  });

  it('hears only of the events that it selects', async () => {
    const reader = await watch<Live<Event>>(place().path('api/v1', 'events'), {
      query: { fieldSelector: 'involvedObject.kind=PersistentVolumeClaim' },
    });
    (await place().deployments.create(deployment({}))).ok();
    (await place().claims.create(claim({ name: 'data' }))).ok();
    const { object } = await reader.next(
      event =>
        event.type === 'ADDED' &&
        event.object.reason === 'WaitForFirstConsumer',
    );

    expect(object).toMatchObject({
      type: 'Normal',
      message: 'waiting for first consumer to be created before binding',
      involvedObject: { kind: 'PersistentVolumeClaim', name: 'data' },
    });
    expect(
      reader.events
        .filter(({ type }) => type !== 'BOOKMARK')
        .map(event => event.object.involvedObject.kind),
    ).not.toContain('Pod');
  });

  it('sees each state of a claim that a driver is slow to serve', async () => {
    const reader = await watch(
      place().path('api/v1', 'persistentvolumeclaims'),
    );
    const slow = (
      await place().claims.create(claim({ className: 'slow' }))
    ).ok();

    expect(await place().event(slow, 'Provisioning')).toMatchObject({
      type: 'Normal',
      message: `External provisioner is provisioning volume for claim "${place().name}/data"`,
    });
    expect(await place().event(slow, 'ExternalProvisioning')).toMatchObject({
      type: 'Normal',
      message:
        "Waiting for a volume to be created either by the external provisioner 'loop.csi.test' or manually by the system administrator. If volume creation is delayed, please verify that the provisioner is running and correctly registered.",
    });
    await expect(
      reader.next(
        ({ object }) =>
          object.metadata.annotations?.[
            'volume.kubernetes.io/storage-provisioner'
          ] === 'loop.csi.test',
      ),
    ).resolves.toMatchObject({ object: { status: { phase: 'Pending' } } });
  });

  it('is refused what it asks for in a form that nobody speaks', async () => {
    const answer = await client.call('GET', cluster.nodes.path, {
      accept: 'text/plain',
    });

    expect(answer.code).toBe(406);
  });
});
