import { eventually } from './support/eventually';
import { guestbook, IMAGES, pod, script } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();
const scratch = { name: 'scratch', emptyDir: {} };
const mount = { name: 'scratch', mountPath: '/scratch' };

describe('a container that ends', () => {
  it('is started again with a new layer, while an emptyDir stays', async () => {
    const text =
      'while [ ! -e /scratch/stop ]; do sleep 0.1; done\nrm /scratch/stop\nexit 3';
    await place().runningPod({
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
    await place().runningPod({
      containers: [script('true', { livenessProbe })],
    });
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
    const { status } = await place().runningPod({
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
