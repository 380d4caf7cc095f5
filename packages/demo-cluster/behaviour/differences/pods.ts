import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'undici';
import { expectStatus } from '../support/answer';
import { client } from '../support/cluster';
import { difference } from '../support/difference';
import type { ExecRefused } from '../support/exec';
import { eventually } from '../support/eventually';
import { guestbook, pod, script } from '../support/objects';
import type { Place } from '../support/place';

async function running(place: Place) {
  (await place.pods.create(pod('web', {}, { app: 'web' }))).ok();
  return place.readyPod({ app: 'web' });
}

const NEXT_TO_CACHE = {
  affinity: {
    podAffinity: {
      requiredDuringSchedulingIgnoredDuringExecution: [
        {
          labelSelector: { matchLabels: { app: 'cache' } },
          topologyKey: 'kubernetes.io/hostname',
        },
      ],
    },
  },
};

/** What an unscheduled pod says about it. */
async function unscheduled(place: Place, name: string): Promise<string> {
  const { status } = await place.pods.until(name, each =>
    expect(each.status.conditions).toContainEqual(
      expect.objectContaining({ type: 'PodScheduled', status: 'False' }),
    ),
  );
  return (
    status.conditions.find(({ type }) => type === 'PodScheduled')?.message ?? ''
  );
}

const withConfigMap = () =>
  pod('web', {
    containers: [
      guestbook({
        volumeMounts: [{ name: 'settings', mountPath: '/settings' }],
      }),
    ],
    volumes: [{ name: 'settings', configMap: { name: 'settings' } }],
  });

export const podDifferences = [
  difference({
    id: 'logs',
    title: 'keeps what containers print',
    real: async place => {
      await running(place);
      expect(
        (await client.call('GET', `${place.pods.path}/web/log`)).code,
      ).toBe(200);
    },
    demo: async place => {
      await running(place);
      expectStatus(await client.call('GET', `${place.pods.path}/web/log`), {
        code: 405,
        reason: 'MethodNotAllowed',
        message: 'the demo cluster does not serve pods/log',
      });
    },
  }),
  difference({
    id: 'ephemeral-containers',
    title: 'adds a container to a running pod to look into it',
    real: async place => {
      await running(place);
      const spec = {
        ephemeralContainers: [
          {
            name: 'look',
            image: 'localhost/busybox:1',
            targetContainerName: 'app',
          },
        ],
      };
      expect(
        (
          await place.pods
            .subresource('web', 'ephemeralcontainers')
            .patch({ spec }, 'strategic-merge')
        ).code,
      ).toBe(200);
    },
    demo: async place => {
      await running(place);
      expectStatus(
        await place.pods
          .subresource('web', 'ephemeralcontainers')
          .patch({ spec: {} }, 'strategic-merge'),
        {
          code: 405,
          reason: 'MethodNotAllowed',
          message: 'the demo cluster does not serve pods/ephemeralcontainers',
        },
      );
    },
  }),
  difference({
    id: 'pod-connections',
    title: 'evicts pods, attaches to them and forwards their ports',
    real: async place => {
      await running(place);
      const body = {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name: 'web' },
      };
      expect(
        (await client.call('POST', `${place.pods.path}/web/eviction`, { body }))
          .code,
      ).toBe(201);
    },
    demo: async place => {
      await running(place);
      for (const [method, subresource] of [
        ['POST', 'eviction'],
        ['GET', 'attach'],
        ['GET', 'portforward'],
      ]) {
        expectStatus(
          await client.call(method, `${place.pods.path}/web/${subresource}`),
          {
            code: 405,
            reason: 'MethodNotAllowed',
            message: `the demo cluster does not serve pods/${subresource}`,
          },
        );
      }
    },
  }),
  difference({
    id: 'pod-affinity',
    title: 'places pods near or apart from each other',
    real: async place => {
      (await place.pods.create(pod('web', NEXT_TO_CACHE))).ok();
      expect(await unscheduled(place, 'web')).toMatch(
        /didn't match pod affinity rules/,
      );
    },
    demo: async place => {
      (await place.pods.create(pod('web', NEXT_TO_CACHE))).ok();
      expect(await unscheduled(place, 'web')).toMatch(
        /^0\/2 nodes are available: the demo cluster's scheduler does not know spec\.affinity\.podAffinity/,
      );
    },
  }),
  difference({
    id: 'service-account-volume',
    title: 'gives every pod a token of its service account',
    real: async place => {
      const { spec } = (await place.pods.create(pod('web'))).ok();
      expect(spec.serviceAccountName).toBe('default');
      expect(spec.volumes.map(({ name }) => name)).toEqual([
        expect.stringMatching(/^kube-api-access-/),
      ]);
    },
    demo: async place => {
      const { spec } = (await place.pods.create(pod('web'))).ok();
      expect(spec.volumes ?? []).toEqual([]);
    },
  }),
  difference({
    id: 'config-volumes',
    title: 'mounts config maps and secrets',
    real: async place => {
      (await place.pods.create(withConfigMap())).ok();
      // The kubelet may first say that it has not looked yet.
      await eventually(async () => {
        const { items } = (await place.events.list()).ok();
        expect(items.map(event => event.message)).toContainEqual(
          expect.stringMatching(/configmap "settings" not found/),
        );
      });
    },
    demo: async place => {
      const created = (await place.pods.create(withConfigMap())).ok();
      expect((await place.event(created, 'FailedMount')).message).toMatch(
        /the demo cluster has no volumes of type configMap/,
      );
    },
  }),
  difference({
    id: 'pod-network',
    title: 'lets pods reach each other',
    real: async place => {
      const { status } = await running(place);
      (
        await place.pods.create(
          pod('visitor', { containers: [script('true')] }, { app: 'visitor' }),
        )
      ).ok();
      await place.readyPod({ app: 'visitor' });
      expect(
        await place.shell(
          'visitor',
          `wget -qO- http://${status.podIP}:8080/healthz`,
        ),
      ).toBe('ok');
    },
    demo: async place => {
      await running(place);
      const ports = [{ port: 80, targetPort: 8080 }];
      const { spec } = (
        await place.services.create({
          metadata: { name: 'web' },
          spec: { type: 'NodePort', selector: { app: 'web' }, ports },
        })
      ).ok();
      await eventually(async () => {
        const { statusCode, body } = await request(
          `http://127.0.0.1:${spec.ports[0].nodePort}/healthz`,
        );
        expect([statusCode, (await body.text()).trim()]).toEqual([200, 'ok']);
      });
    },
  }),
  difference({
    id: 'programs',
    title: 'runs the programs of an image and a whole Linux around them',
    real: async place => {
      await running(place);
      expect(await place.shell('web', 'id -u; df -P / | tail -1 | wc -l')).toBe(
        '0\n1',
      );
    },
    demo: async place => {
      await running(place);
      const { status, stderr } = await place.exec({
        pod: 'web',
        command: ['sh', '-c', 'mount'],
      });
      expect(status).toMatchObject({
        reason: 'NonZeroExitCode',
        details: { causes: [{ reason: 'ExitCode', message: '127' }] },
      });
      expect(stderr.toString()).toMatch(/command not found/);
    },
  }),
  difference({
    id: 'terminals',
    title: 'gives a command a terminal',
    real: async place => {
      await running(place);
      const { stdout } = await place.exec({
        pod: 'web',
        command: ['tty'],
        tty: true,
      });
      expect(stdout.toString()).toMatch(/^\/dev\/pts\/\d+/);
    },
    demo: async place => {
      await running(place);
      const refused = await place
        .exec({ pod: 'web', command: ['tty'], tty: true })
        .catch((error: ExecRefused) => error);
      expect(refused).toMatchObject({ answer: { code: 400 } });
      expect(`${refused}`).toMatch(
        /the demo cluster has no terminals: exec without tty/,
      );
    },
  }),
  difference({
    id: 'stdin-streaming',
    title: 'passes stdin on while a command runs',
    real: async place => {
      await running(place);
      expect(await answerBeforeEndOfStdin(place)).toBe('hello\n');
    },
    demo: async place => {
      await running(place);
      expect(await answerBeforeEndOfStdin(place)).toBe('');
    },
  }),
];

/** Sends a line to `cat`, keeps stdin open and returns what has come back within a second. */
async function answerBeforeEndOfStdin(place: Place): Promise<string> {
  const query = new URLSearchParams({
    command: 'cat',
    stdin: 'true',
    stdout: 'true',
  });
  const socket = client.webSocket(`${place.pods.path}/web/exec`, {
    query,
    protocols: ['v5.channel.k8s.io'],
  });
  let text = '';
  socket.on('message', data => {
    const frame = data as Buffer;
    if (frame[0] === 1) {
      text += frame.subarray(1).toString('utf8');
    }
  });
  await new Promise<void>((resolve, reject) => {
    socket.on('open', resolve);
    socket.on('error', reject);
  });
  socket.send(Buffer.from('\u0000hello\n'));
  await sleep(1_000);
  socket.terminate();
  return text;
}
