import { expectStatus } from './support/answer';
import { throughout } from './support/eventually';
import { IMAGES, pod, script } from './support/objects';
import { usePlace } from './support/place';

const place = usePlace();

describe('a running pod', () => {
  it('says where it runs, since when, and that it is ready', async () => {
    const { spec, status } = await place().runningPod({});

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
    await place().runningPod({ containers: [script('true', { env })] });

    expect(await place().shell('web', 'echo "$COLOUR|$SENTENCE|$POD"')).toBe(
      'red|it is red, not $(COLOUR)|web',
    );
  });

  it('gets a new container when its image is changed in place', async () => {
    await place().runningPod({});
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
    await place().runningPod({});
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
    await place().runningPod({ containers, terminationGracePeriodSeconds: 2 });
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
    await place().runningPod({
      containers: [script("trap '' TERM")],
      terminationGracePeriodSeconds: 30,
    });
    (
      await place().pods.delete('web', { body: { gracePeriodSeconds: 0 } })
    ).ok();

    expect((await place().pods.get('web')).code).toBe(404);
  });
});
