import {
  claim,
  deployment,
  guestbook,
  pod,
  statefulSet,
  withClaim,
} from './support/objects';
import { isReady, usePlace } from './support/place';
import { rolledOut, statefulSetRolledOut } from './support/rollout';

const place = usePlace();
const QUERY = {
  fieldManager: 'backstage-persistence',
  fieldValidation: 'Strict',
};
const labels = { app: 'web' };

const attachment = {
  strategy: { $retainKeys: ['type'], type: 'Recreate' },
  template: {
    spec: {
      volumes: [
        { name: 'vol-data', persistentVolumeClaim: { claimName: 'web-data' } },
      ],
      containers: [
        {
          name: 'app',
          volumeMounts: [{ name: 'vol-data', mountPath: '/data' }],
        },
      ],
    },
  },
};

const detachment = {
  strategy: {
    $retainKeys: ['type', 'rollingUpdate'],
    type: 'RollingUpdate',
    rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
  },
  template: {
    spec: {
      volumes: [{ $patch: 'delete', name: 'vol-data' }],
      containers: [
        {
          name: 'app',
          volumeMounts: [{ $patch: 'delete', mountPath: '/data' }],
        },
      ],
    },
  },
};

async function patch(spec: object) {
  (await place().deployments.patch('web', { spec }, { query: QUERY })).ok();
  await rolledOut(place(), 'web');
  return (await place().readyPod(labels)).metadata.name;
}

const restart = () =>
  patch({
    template: {
      metadata: {
        annotations: {
          'kubectl.kubernetes.io/restartedAt': new Date().toISOString(),
        },
      },
    },
  });

/** A guestbook without a volume, and a claim that waits for it. */
async function create() {
  (await place().deployments.create(deployment())).ok();
  await rolledOut(place(), 'web');
  (await place().claims.create(claim({ name: 'web-data' }))).ok();
}

describe('a claim that is attached to a running Deployment', () => {
  it('is bound by the rollout and keeps what the application writes from then on', async () => {
    await create();
    const attached = await patch(attachment);
    await place().shell(attached, 'echo precious > /data/1.txt');
    const redeployed = await restart();

    expect((await place().claims.get('web-data')).ok().status.phase).toBe(
      'Bound',
    );
    expect(redeployed).not.toBe(attached);
    expect(await place().shell(redeployed, 'cat /data/1.txt')).toBe('precious');
  });

  it('hides the files of the image; they are back when it is detached, and the claim keeps its own', async () => {
    await create();
    const attached = await patch(attachment);
    expect(await place().shell(attached, 'ls /data')).toBe('');
    await place().shell(attached, 'echo precious > /data/1.txt');
    const detached = await patch(detachment);
    expect(await place().shell(detached, 'ls /data')).toBe('0-welcome.txt');
    const again = await patch(attachment);

    expect(await place().shell(again, 'cat /data/1.txt')).toBe('precious');
  });

  it('can be filled before by a pod that goes at once', async () => {
    await create();
    const { spec } = await place().readyPod(labels);
    const helper = pod(
      'helper',
      {
        ...withClaim('web-data'),
        nodeSelector: { 'kubernetes.io/hostname': spec.nodeName },
        terminationGracePeriodSeconds: 0,
      },
      { app: 'helper' },
    );
    (await place().pods.create(helper)).ok();
    await place().readyPod({ app: 'helper' });
    await place().shell('helper', 'echo carried over > /data/1.txt');
    (await place().pods.delete('helper')).ok();
    const attached = await patch(attachment);

    expect(await place().shell(attached, 'cat /data/1.txt')).toBe(
      'carried over',
    );
  });

  it('is not attached by a patch that comes too late, and the application goes on', async () => {
    await create();
    const before = await place().readyPod(labels);
    const { resourceVersion } = (await place().deployments.get('web')).ok()
      .metadata;
    (
      await place().deployments.patch('web', {
        metadata: { labels: { owner: 'another' } },
      })
    ).ok();
    const late = await place().deployments.patch(
      'web',
      { metadata: { resourceVersion }, spec: attachment },
      { query: QUERY },
    );

    expect(late.code).toBe(409);
    const after = await place().readyPod(labels);
    expect(after.metadata.uid).toBe(before.metadata.uid);
    expect((await place().claims.get('web-data')).ok().status.phase).toBe(
      'Pending',
    );
  });

  it('takes the place of an emptyDir', async () => {
    const mount = { name: 'data', mountPath: '/data' };
    const spec = {
      containers: [guestbook({ volumeMounts: [mount] })],
      volumes: [{ name: 'data', emptyDir: {} }],
    };
    (await place().deployments.create(deployment({ pod: spec }))).ok();
    await rolledOut(place(), 'web');
    (await place().claims.create(claim({ name: 'web-data' }))).ok();
    const volume = {
      name: 'data',
      emptyDir: null,
      persistentVolumeClaim: { claimName: 'web-data' },
    };
    const attached = await patch({
      strategy: attachment.strategy,
      template: { spec: { volumes: [volume] } },
    });
    await place().shell(attached, 'echo precious > /data/1.txt');

    expect(await place().shell(await restart(), 'cat /data/1.txt')).toBe(
      'precious',
    );
  });

  it('whose volume cannot be made leaves the rollout waiting; detaching cures it', async () => {
    (await place().deployments.create(deployment())).ok();
    await rolledOut(place(), 'web');
    (
      await place().claims.create(
        claim({ name: 'web-data', className: 'broken' }),
      )
    ).ok();
    (
      await place().deployments.patch(
        'web',
        { spec: attachment },
        { query: QUERY },
      )
    ).ok();
    await place().deployments.until('web', ({ status }) =>
      expect(status).toMatchObject({
        observedGeneration: 2,
        unavailableReplicas: 1,
      }),
    );
    const [waiting] = await place().pods.labelled(labels);

    expect(waiting?.status.phase ?? 'Pending').toBe('Pending');
    expect(
      isReady((await place().pods.get(await patch(detachment))).ok()),
    ).toBe(true);
  });
});

describe('a claim that is attached to a StatefulSet of one replica', () => {
  it('is a volume of the template like any other', async () => {
    (await place().statefulSets.create(statefulSet())).ok();
    await statefulSetRolledOut(place(), 'db');
    (await place().claims.create(claim({ name: 'web-data' }))).ok();
    (
      await place().statefulSets.patch(
        'db',
        { spec: { template: attachment.template } },
        { query: QUERY },
      )
    ).ok();
    await statefulSetRolledOut(place(), 'db');
    const before = (await place().pods.get('db-0')).ok();
    await place().shell('db-0', 'echo precious > /data/1.txt');
    (await place().pods.delete('db-0')).ok();
    await place().pods.until('db-0', each => {
      expect(each.metadata.uid).not.toBe(before.metadata.uid);
      expect(isReady(each)).toBe(true);
    });

    expect(await place().shell('db-0', 'cat /data/1.txt')).toBe('precious');
  });
});
