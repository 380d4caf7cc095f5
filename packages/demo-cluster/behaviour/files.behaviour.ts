import type { PodSpec } from 'kubernetes-types/core/v1';
import { eventually } from './support/eventually';
import {
  claim,
  deployment,
  guestbook,
  IMAGES,
  script,
  withClaim,
} from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();
const scratch = { name: 'scratch', emptyDir: {} };
const mount = { name: 'scratch', mountPath: '/scratch' };

/** The patch that `kubectl rollout restart` sends. */
const restart = (name: string) =>
  place().deployments.patch(name, {
    spec: {
      template: {
        metadata: {
          annotations: {
            'kubectl.kubernetes.io/restartedAt': new Date().toISOString(),
          },
        },
      },
    },
  });

/** Restarts the rollout and returns the pod that replaces `old`. */
async function redeploy(old: string) {
  (await restart('web')).ok();
  return eventually(async () => {
    const replacement = await place().readyPod({ app: 'web' });
    expect(replacement.metadata.name).not.toBe(old);
    return replacement;
  });
}

describe('files', () => {
  it('that an application wrote into the folders of its image are gone after a redeploy', async () => {
    (await place().deployments.create(deployment())).ok();
    const before = await place().readyPod({ app: 'web' });
    await place().shell(before.metadata.name, 'echo precious > /data/1.txt');
    const after = await redeploy(before.metadata.name);

    expect(await place().shell(after.metadata.name, 'ls /data')).toBe(
      '0-welcome.txt',
    );
  });

  it('in a claim survive a redeploy and the deletion of the pod', async () => {
    (await place().claims.create(claim())).ok();
    (
      await place().deployments.create(
        deployment({
          spec: { strategy: { type: 'Recreate' } },
          pod: withClaim(),
        }),
      )
    ).ok();
    const before = await place().readyPod({ app: 'web' });
    await place().shell(before.metadata.name, 'echo precious > /data/1.txt');
    const after = await redeploy(before.metadata.name);

    expect(await place().shell(after.metadata.name, 'cat /data/1.txt')).toBe(
      'precious',
    );
  });

  it('of the image are hidden by a volume that is mounted over them', async () => {
    const { metadata } = await place().runningPod({
      containers: [
        guestbook({ volumeMounts: [{ name: 'scratch', mountPath: '/data' }] }),
      ],
      volumes: [scratch],
    });

    expect(await place().shell(metadata.name, 'ls /data')).toBe('');
  });

  it('in an emptyDir are gone with the pod', async () => {
    const spec = {
      containers: [guestbook({ volumeMounts: [mount] })],
      volumes: [scratch],
    };
    (await place().deployments.create(deployment({ pod: spec }))).ok();
    const before = await place().readyPod({ app: 'web' });
    await place().shell(before.metadata.name, 'echo precious > /scratch/1.txt');
    const after = await redeploy(before.metadata.name);

    expect(await place().shell(after.metadata.name, 'ls /scratch')).toBe('');
  });

  it('in an emptyDir are shared by the containers of a pod', async () => {
    await place().runningPod({
      containers: [
        script('echo hello > /scratch/note', {
          name: 'writer',
          volumeMounts: [mount],
        }),
        script('true', { name: 'reader', volumeMounts: [mount] }),
      ],
      volumes: [scratch],
    });

    await eventually(async () =>
      expect(await place().shell('web', 'cat /scratch/note', 'reader')).toBe(
        'hello',
      ),
    );
  });

  it('below a subPath are in that folder of the volume', async () => {
    await place().runningPod({
      containers: [
        script('true', {
          name: 'inner',
          volumeMounts: [{ ...mount, subPath: 'in/ner' }],
        }),
        script('true', { name: 'outer', volumeMounts: [mount] }),
      ],
      volumes: [scratch],
    });
    await place().shell('web', 'echo hello > /scratch/note', 'inner');

    expect(
      await place().shell('web', 'cat /scratch/in/ner/note', 'outer'),
    ).toBe('hello');
  });

  it('in a read-only mount cannot be changed', async () => {
    await place().runningPod({
      containers: [
        script('true', { name: 'writer', volumeMounts: [mount] }),
        script('true', {
          name: 'reader',
          volumeMounts: [{ ...mount, readOnly: true }],
        }),
      ],
      volumes: [scratch],
    });
    await place().shell('web', 'echo hello > /scratch/note', 'writer');
    const { status, stderr } = await place().exec({
      pod: 'web',
      container: 'reader',
      command: ['sh', '-c', 'echo bye > /scratch/note'],
    });

    expect(status.status).toBe('Failure');
    expect(stderr.toString()).toMatch(/read-only file system/i);
    expect(await place().shell('web', 'cat /scratch/note', 'reader')).toBe(
      'hello',
    );
  });
});

describe('an image that runs as another user', () => {
  const nonroot = (spec: Partial<PodSpec> = {}) => {
    const volumes = withClaim('data', { image: IMAGES.nonroot });
    return place().runningPod({ ...volumes, ...spec });
  };

  it('may write into the folder of its image', async () => {
    await place().runningPod({
      containers: [guestbook({ image: IMAGES.nonroot })],
    });

    await place().shell('web', 'echo mine > /data/1.txt');
    expect(await place().shell('web', 'cat /data/1.txt')).toBe('mine');
  });

  it('may not write into a new volume, though the pod is ready', async () => {
    (await place().claims.create(claim())).ok();
    await nonroot();
    const { status, stderr } = await place().exec({
      pod: 'web',
      command: ['sh', '-c', 'echo mine > /data/1.txt'],
    });

    expect(status.status).toBe('Failure');
    expect(stderr.toString()).toMatch(/permission denied/i);
  });

  it('may write into a new volume with fsGroup', async () => {
    (await place().claims.create(claim())).ok();
    await nonroot({ securityContext: { fsGroup: 1000 } });

    await place().shell('web', 'echo mine > /data/1.txt');
    expect(await place().shell('web', 'cat /data/1.txt')).toBe('mine');
  });
});
