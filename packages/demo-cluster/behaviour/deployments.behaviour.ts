import type { Deployment } from 'kubernetes-types/apps/v1';
import { expectStatus } from './support/answer';
import { eventually, throughout } from './support/eventually';
import { deployment, IMAGES } from './support/objects';
import { usePlace } from './support/place';
import type { Live } from './support/resource';
import { rolledOut } from './support/rollout';

const place = usePlace();
const condition = (each: Live<Deployment>, type: string) =>
  (each.status.conditions ?? []).find(candidate => candidate.type === type);

async function create(options: Parameters<typeof deployment>[0] = {}) {
  (await place().deployments.create(deployment(options))).ok();
  return rolledOut(place(), 'web');
}

const setImage = (image: string) =>
  place().deployments.patch('web', {
    spec: { template: { spec: { containers: [{ name: 'app', image }] } } },
  });
const replicaSets = () => place().replicaSets.labelled({ app: 'web' });
const NEVER_READY = {
  name: 'app',
  readinessProbe: {
    httpGet: null,
    exec: { command: ['test', '-e', '/nothing'] },
  },
};

describe('a Deployment', () => {
  it('is complete when its pods are available, and says so', async () => {
    const { metadata, status } = await create({ spec: { replicas: 2 } });

    expect(metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '1',
    });
    expect(status).toMatchObject({
      observedGeneration: 1,
      replicas: 2,
      updatedReplicas: 2,
      readyReplicas: 2,
      availableReplicas: 2,
    });
    expect(status).not.toHaveProperty('unavailableReplicas');
    const [{ metadata: replicaSet }] = await replicaSets();
    expect(status.conditions).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          type: 'Available',
          status: 'True',
          reason: 'MinimumReplicasAvailable',
          message: 'Deployment has minimum availability.',
        }),
        expect.objectContaining({
          type: 'Progressing',
          status: 'True',
          reason: 'NewReplicaSetAvailable',
          message: `ReplicaSet "${replicaSet.name}" has successfully progressed.`,
        }),
      ]),
    );
  });

  it('owns a ReplicaSet that owns the pods; all carry the hash of the template', async () => {
    const { metadata } = await create();
    const [replicaSet] = await replicaSets();
    const [pod] = await place().pods.labelled({ app: 'web' });
    const hash = replicaSet.metadata.labels['pod-template-hash'];

    expect(replicaSet.metadata).toMatchObject({
      name: `web-${hash}`,
      annotations: {
        'deployment.kubernetes.io/revision': '1',
        'deployment.kubernetes.io/desired-replicas': '1',
        'deployment.kubernetes.io/max-replicas': '2',
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: 'web',
          uid: metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    });
    expect(replicaSet.spec).toMatchObject({
      replicas: 1,
      selector: { matchLabels: { app: 'web', 'pod-template-hash': hash } },
      template: {
        metadata: { labels: { app: 'web', 'pod-template-hash': hash } },
      },
    });
    expect(pod.metadata).toMatchObject({
      name: expect.stringMatching(new RegExp(`^web-${hash}-[a-z0-9]{5}$`)),
      generateName: `web-${hash}-`,
      labels: { app: 'web', 'pod-template-hash': hash },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'ReplicaSet',
          name: `web-${hash}`,
          uid: replicaSet.metadata.uid,
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    });
  });

  it('rolls a new template out with a new ReplicaSet and keeps the old one at zero', async () => {
    await create();
    (await setImage(IMAGES.guestbook2)).ok();
    const { metadata, status } = await rolledOut(place(), 'web');
    const sets = await replicaSets();

    expect(metadata.annotations['deployment.kubernetes.io/revision']).toBe('2');
    expect(status.observedGeneration).toBe(2);
    expect(
      sets
        .map(each => [
          each.metadata.annotations['deployment.kubernetes.io/revision'],
          each.spec.replicas,
        ])
        .sort(),
    ).toEqual([
      ['1', 0],
      ['2', 1],
    ]);
  });

  it('takes the old ReplicaSet again when the template changes back', async () => {
    await create();
    const [first] = await replicaSets();
    (await setImage(IMAGES.guestbook2)).ok();
    await rolledOut(place(), 'web');
    (await setImage(IMAGES.guestbook)).ok();
    const { metadata } = await rolledOut(place(), 'web');
    const again = (await place().replicaSets.get(first.metadata.name)).ok();

    expect(metadata.annotations['deployment.kubernetes.io/revision']).toBe('3');
    expect(await replicaSets()).toHaveLength(2);
    expect(again.spec.replicas).toBe(1);
    expect(again.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision': '3',
      'deployment.kubernetes.io/revision-history': '1',
    });
  });

  it('rolls out when the patch of kubectl rollout restart arrives', async () => {
    await create();
    const [before] = await place().pods.labelled({ app: 'web' });
    const restartedAt = new Date().toISOString();
    const patch = {
      spec: {
        template: {
          metadata: {
            annotations: { 'kubectl.kubernetes.io/restartedAt': restartedAt },
          },
        },
      },
    };
    (await place().deployments.patch('web', patch)).ok();
    await rolledOut(place(), 'web');
    const after = await place().readyPod({ app: 'web' });

    expect(after.metadata.uid).not.toBe(before.metadata.uid);
    expect(after.metadata.annotations).toMatchObject({
      'kubectl.kubernetes.io/restartedAt': restartedAt,
    });
  });

  it('does not roll out when only its replicas or its labels change', async () => {
    await create();
    const [{ metadata }] = await replicaSets();
    (
      await place().deployments.patch('web', {
        metadata: { labels: { a: 'b' } },
        spec: { replicas: 2 },
      })
    ).ok();
    const { metadata: after } = await rolledOut(place(), 'web');

    expect(after.annotations['deployment.kubernetes.io/revision']).toBe('1');
    expect((await replicaSets()).map(each => each.metadata.name)).toEqual([
      metadata.name,
    ]);
  });

  it('keeps as many old ReplicaSets as revisionHistoryLimit says', async () => {
    await create({ spec: { revisionHistoryLimit: 1, replicas: 0 } });
    for (const image of [
      'localhost/busybox:1',
      IMAGES.guestbook2,
      IMAGES.nonroot,
    ]) {
      (await setImage(image)).ok();
      await rolledOut(place(), 'web');
    }

    await eventually(async () => {
      const revisions = (await replicaSets()).map(
        each => each.metadata.annotations['deployment.kubernetes.io/revision'],
      );
      expect(revisions.sort()).toEqual(['3', '4']);
    });
  });

  it('says when a rollout takes too long, and that is all it does about it', async () => {
    await create({ spec: { progressDeadlineSeconds: 2 } });
    (
      await place().deployments.patch('web', {
        spec: { template: { spec: { containers: [NEVER_READY] } } },
      })
    ).ok();
    const late = await place().deployments.until('web', each =>
      expect(condition(each, 'Progressing')?.reason).toBe(
        'ProgressDeadlineExceeded',
      ),
    );

    expect(condition(late, 'Progressing')).toMatchObject({
      status: 'False',
      message: expect.stringMatching(
        /^ReplicaSet "web-[a-z0-9]+" has timed out progressing\.$/,
      ),
    });
    expect(condition(late, 'Available')?.status).toBe('True');
    expect(late.status).toMatchObject({
      replicas: 2,
      updatedReplicas: 1,
      readyReplicas: 1,
      unavailableReplicas: 1,
    });
  });

  it('that is paused rolls nothing out, but scales', async () => {
    await create();
    (await place().deployments.patch('web', { spec: { paused: true } })).ok();
    (await setImage(IMAGES.guestbook2)).ok();
    (await place().deployments.patch('web', { spec: { replicas: 2 } })).ok();
    const paused = await place().deployments.until('web', each =>
      expect(each.status.readyReplicas).toBe(2),
    );

    expect(condition(paused, 'Progressing')).toMatchObject({
      status: 'Unknown',
      reason: 'DeploymentPaused',
      message: 'Deployment is paused',
    });
    expect(await replicaSets()).toHaveLength(1);
    (await place().deployments.patch('web', { spec: { paused: null } })).ok();
    await rolledOut(place(), 'web');
    const pods = await place().pods.labelled({ app: 'web' });
    expect(pods.map(each => each.spec.containers[0].image)).toContain(
      IMAGES.guestbook2,
    );
  });

  it('replaces a pod that is deleted', async () => {
    await create();
    const before = await place().readyPod({ app: 'web' });
    (await place().pods.delete(before.metadata.name)).ok();

    await eventually(async () =>
      expect((await place().readyPod({ app: 'web' })).metadata.name).not.toBe(
        before.metadata.name,
      ),
    );
  });

  it('cannot have room for neither more nor fewer pods', async () => {
    const strategy = {
      type: 'RollingUpdate',
      rollingUpdate: { maxSurge: 0, maxUnavailable: 0 },
    };

    expectStatus(
      await place().deployments.create(deployment({ spec: { strategy } })),
      {
        code: 422,
        reason: 'Invalid',
        message:
          'Deployment.apps "web" is invalid: spec.strategy.rollingUpdate.maxUnavailable: Invalid value: 0: may not be 0 when `maxSurge` is 0',
      },
    );
  });

  it('counts a pod as available only after minReadySeconds', async () => {
    (
      await place().deployments.create(
        deployment({ spec: { minReadySeconds: 3 } }),
      )
    ).ok();
    await place().deployments.until('web', ({ status }) =>
      expect(status.readyReplicas).toBe(1),
    );
    await throughout(1_000, async () =>
      expect(
        (await place().deployments.get('web')).ok().status,
      ).not.toHaveProperty('availableReplicas'),
    );

    await place().deployments.until('web', ({ status }) =>
      expect(status.availableReplicas).toBe(1),
    );
  });
});
