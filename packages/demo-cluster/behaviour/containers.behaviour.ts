import type { PodSpec } from 'kubernetes-types/core/v1';
import { expectStatus } from './support/answer';
import { eventually, throughout } from './support/eventually';
import {
  claim,
  deployment,
  guestbook,
  IMAGES,
  pod,
  script,
  withClaim,
} from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();
const scratch = { name: 'scratch', emptyDir: {} };
const mount = { name: 'scratch', mountPath: '/scratch' };

async function running(spec: Partial<PodSpec>, name = 'web') {
  (await place().pods.create(pod(name, spec, { app: name }))).ok();
  return place().readyPod({ app: name });
}

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
    const { metadata } = await running({
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
    await running({
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
    await running({
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
    await running({
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

describe('a container that ends', () => {
  it('is started again with a new layer, while an emptyDir stays', async () => {
    const text =
      'while [ ! -e /scratch/stop ]; do sleep 0.1; done\nrm /scratch/stop\nexit 3';
    await running({
      containers: [
        { ...script(''), command: ['sh', '-c', text], volumeMounts: [mount] },
      ],
      volumes: [scratch],
    });
    await place().shell(
      'web',
      'echo lost > /tmp/layer; echo kept > /scratch/kept; touch /scratch/stop',
    );
    const after = await place().pods.until('web', ({ status }) => {
      expect(status.containerStatuses[0]).toMatchObject({
        restartCount: 1,
        ready: true,
      });
    });

    expect(
      after.status.containerStatuses[0].lastState.terminated,
    ).toMatchObject({ exitCode: 3, reason: 'Error' });
    expect(await place().shell('web', 'ls /tmp; cat /scratch/kept')).toBe(
      'kept',
    );
    expect(after.metadata.name).toBe('web');
  });

  it('makes a pod Succeeded or Failed when nothing restarts it', async () => {
    for (const [name, code] of [
      ['good', 0],
      ['bad', 7],
    ] as const) {
      const containers = [
        {
          name: 'app',
          image: IMAGES.busybox,
          command: ['sh', '-c', `exit ${code}`],
        },
      ];
      (
        await place().pods.create(
          pod(name, { containers, restartPolicy: 'Never' }),
        )
      ).ok();
    }
    const good = await place().pods.until('good', ({ status }) =>
      expect(status.phase).toBe('Succeeded'),
    );
    const bad = await place().pods.until('bad', ({ status }) =>
      expect(status.phase).toBe('Failed'),
    );

    expect(good.status.containerStatuses[0].state.terminated).toMatchObject({
      exitCode: 0,
      reason: 'Completed',
    });
    expect(bad.status.containerStatuses[0].state.terminated).toMatchObject({
      exitCode: 7,
      reason: 'Error',
    });
  });

  it('again and again waits longer and longer', async () => {
    const containers = [
      { name: 'app', image: IMAGES.busybox, command: ['sh', '-c', 'exit 1'] },
    ];
    (await place().pods.create(pod('crash', { containers }))).ok();
    const { status } = await place().pods.until('crash', each =>
      expect(each.status.containerStatuses[0].state.waiting?.reason).toBe(
        'CrashLoopBackOff',
      ),
    );

    expect(status.phase).toBe('Running');
    expect(status.containerStatuses[0]).toMatchObject({
      ready: false,
      started: false,
      state: {
        waiting: {
          message: expect.stringMatching(
            /^back-off 10s restarting failed container=app pod=crash_/,
          ),
        },
      },
    });
  });

  it('because its liveness probe fails is started again', async () => {
    const livenessProbe = {
      exec: { command: ['test', '!', '-e', '/tmp/sick'] },
      periodSeconds: 1,
      failureThreshold: 1,
    };
    await running({ containers: [script('true', { livenessProbe })] });
    await place().shell('web', 'touch /tmp/sick');

    await place().pods.until('web', ({ status }) =>
      expect(status.containerStatuses[0]).toMatchObject({
        restartCount: 1,
        ready: true,
      }),
    );
  });
});

describe('a container that cannot start', () => {
  const waiting = (reason: RegExp) =>
    place().pods.until('web', ({ status }) =>
      expect(status.containerStatuses?.[0].state.waiting?.reason).toMatch(
        reason,
      ),
    );

  it('because nobody has its image waits and says so', async () => {
    (
      await place().pods.create(
        pod('web', {
          containers: [{ name: 'app', image: 'localhost/nothing:1' }],
        }),
      )
    ).ok();
    const { status } = await waiting(/^(ErrImagePull|ImagePullBackOff)$/);

    expect(status.phase).toBe('Pending');
    const web = (await place().pods.get('web')).ok();
    expect((await place().event(web, 'Failed', /pull image/)).message).toMatch(
      /^Failed to pull image "localhost\/nothing:1"/,
    );
  });

  it('because its image may never be pulled says that', async () => {
    const containers = [
      { name: 'app', image: 'localhost/nothing:1', imagePullPolicy: 'Never' },
    ];
    (await place().pods.create(pod('web', { containers }))).ok();
    const { status } = await waiting(/^ErrImageNeverPull$/);

    expect(status.containerStatuses[0].state.waiting.message).toBe(
      'Container image "localhost/nothing:1" is not present with pull policy of Never',
    );
  });

  it('because its program is not there is tried again and again', async () => {
    (
      await place().pods.create(
        pod('web', { containers: [guestbook({ command: ['/nope'] })] }),
      )
    ).ok();
    const { status } = await place().pods.until('web', each =>
      expect(
        each.status.containerStatuses?.[0].lastState.terminated?.reason,
      ).toBe('StartError'),
    );

    expect(status.containerStatuses[0].lastState.terminated).toMatchObject({
      exitCode: 128,
      message: expect.stringMatching(
        /exec: "\/nope": stat \/nope: no such file or directory$/,
      ),
    });
  });
});

describe('init containers', () => {
  it('run one after the other before the containers of the pod', async () => {
    const step = (name: string) => ({
      name,
      image: IMAGES.busybox,
      command: ['sh', '-c', `echo ${name} >> /scratch/order`],
      volumeMounts: [mount],
    });
    const { status } = await running({
      initContainers: [step('one'), step('two')],
      containers: [
        script('echo app >> /scratch/order', { volumeMounts: [mount] }),
      ],
      volumes: [scratch],
    });

    await eventually(async () =>
      expect(await place().shell('web', 'cat /scratch/order')).toBe(
        'one\ntwo\napp',
      ),
    );
    expect(
      status.initContainerStatuses.map(({ name, state }) => [
        name,
        state.terminated.reason,
      ]),
    ).toEqual([
      ['one', 'Completed'],
      ['two', 'Completed'],
    ]);
  });

  it('that do not end keep the containers waiting', async () => {
    (
      await place().pods.create(
        pod('web', { initContainers: [script('true', { name: 'first' })] }),
      )
    ).ok();
    const { status } = await place().pods.until('web', each =>
      expect(each.status.initContainerStatuses?.[0].state.running).toBeTruthy(),
    );

    expect(status.phase).toBe('Pending');
    expect(status.containerStatuses[0].state.waiting.reason).toBe(
      'PodInitializing',
    );
    expect(status.conditions).toContainEqual(
      expect.objectContaining({
        type: 'Initialized',
        status: 'False',
        reason: 'ContainersNotInitialized',
      }),
    );
  });
});

describe('a running pod', () => {
  it('says where it runs, since when, and that it is ready', async () => {
    const { spec, status } = await running({});

    expect(spec.nodeName).toMatch(/^n[12]$/);
    expect(status).toMatchObject({
      phase: 'Running',
      podIP: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
      hostIP: expect.stringMatching(/^\d+\.\d+\.\d+\.\d+$/),
      startTime: expect.stringMatching(/Z$/),
    });
    expect(
      Object.fromEntries(
        status.conditions.map(each => [each.type, each.status]),
      ),
    ).toMatchObject({
      PodScheduled: 'True',
      Initialized: 'True',
      ContainersReady: 'True',
      Ready: 'True',
    });
    expect(status.containerStatuses).toEqual([
      expect.objectContaining({
        name: 'app',
        ready: true,
        started: true,
        restartCount: 0,
        image: IMAGES.guestbook,
        containerID: expect.stringMatching(/^\w+:\/\/\w+/),
        state: { running: { startedAt: expect.stringMatching(/Z$/) } },
      }),
    ]);
  });

  it('is not ready before its readiness probe succeeds, and no longer when it fails', async () => {
    const readinessProbe = {
      exec: { command: ['test', '-e', '/tmp/ready'] },
      periodSeconds: 1,
      failureThreshold: 1,
    };
    (
      await place().pods.create(
        pod(
          'web',
          { containers: [script('true', { readinessProbe })] },
          { app: 'web' },
        ),
      )
    ).ok();
    const waiting = await place().pods.until('web', ({ status }) =>
      expect(status.phase).toBe('Running'),
    );
    expect(waiting.status.conditions).toContainEqual(
      expect.objectContaining({
        type: 'Ready',
        status: 'False',
        reason: 'ContainersNotReady',
        message: 'containers with unready status: [app]',
      }),
    );
    await place().shell('web', 'touch /tmp/ready');
    await place().readyPod({ app: 'web' });
    await place().shell('web', 'rm /tmp/ready');

    await place().pods.until('web', ({ status }) =>
      expect(status.containerStatuses[0]).toMatchObject({
        ready: false,
        restartCount: 0,
      }),
    );
  });

  it('sees its environment: plain values, values with references and its own name', async () => {
    const env = [
      { name: 'COLOUR', value: 'red' },
      { name: 'SENTENCE', value: 'it is $(COLOUR), not $$(COLOUR)' },
      { name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
    ];
    await running({ containers: [script('true', { env })] });

    expect(await place().shell('web', 'echo "$COLOUR|$SENTENCE|$POD"')).toBe(
      'red|it is red, not $(COLOUR)|web',
    );
  });

  it('gets a new container when its image is changed in place', async () => {
    await running({});
    await place().shell('web', 'echo lost > /data/1.txt');
    (
      await place().pods.patch('web', {
        spec: { containers: [{ name: 'app', image: IMAGES.guestbook2 }] },
      })
    ).ok();
    await place().pods.until('web', ({ status }) =>
      expect(status.containerStatuses[0]).toMatchObject({
        image: IMAGES.guestbook2,
        restartCount: 1,
        ready: true,
      }),
    );

    expect(await place().shell('web', 'ls /data')).toBe('0-welcome.txt');
  });

  it('cannot be changed in much else', async () => {
    await running({});
    const env = [{ name: 'COLOUR', value: 'red' }];
    const answer = await place().pods.patch('web', {
      spec: { containers: [{ name: 'app', env }] },
    });
    const status = expectStatus(answer, { code: 422, reason: 'Invalid' });

    expect(status.message).toMatch(
      /^Pod "web" is invalid: spec: Forbidden: pod updates may not change fields other than `spec\.containers\[\*\]\.image`/,
    );
  });

  it('gets its grace period when it is deleted', async () => {
    const containers = [script("trap '' TERM")];
    await running({ containers, terminationGracePeriodSeconds: 2 });
    const started = Date.now();
    const marked = (await place().pods.delete('web')).ok();

    expect(marked.metadata).toMatchObject({
      deletionGracePeriodSeconds: 2,
      deletionTimestamp: expect.stringMatching(/Z$/),
    });
    await throughout(1_000, async () =>
      expect((await place().pods.get('web')).code).toBe(200),
    );
    await place().pods.untilGone('web', { timeout: 10_000 });
    expect(Date.now() - started).toBeGreaterThan(1_500);
  });

  it('is gone at once when it is deleted without grace', async () => {
    await running({
      containers: [script("trap '' TERM")],
      terminationGracePeriodSeconds: 30,
    });
    (
      await place().pods.delete('web', { body: { gracePeriodSeconds: 0 } })
    ).ok();

    expect((await place().pods.get('web')).code).toBe(404);
  });
});

describe('an image that runs as another user', () => {
  const nonroot = (spec: Partial<PodSpec> = {}) => {
    const volumes = withClaim('data', { image: IMAGES.nonroot });
    return running({ ...volumes, ...spec });
  };

  it('may write into the folder of its image', async () => {
    await running({ containers: [guestbook({ image: IMAGES.nonroot })] });

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
