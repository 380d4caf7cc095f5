import { storageClass } from '../status/testing';
import { claim, deployment, statefulSet } from './__fixtures__/objects';
import {
  codesOf,
  draft,
  NOW,
  stepOf,
  type Surroundings,
} from './__fixtures__/situation';

function redeploy(surroundings: Partial<Surroundings> = {}) {
  return draft(
    { kind: 'redeploy' },
    { objects: [deployment()], ...surroundings },
  );
}

function keeping(
  volumes: Record<string, unknown>[],
  options: Parameters<typeof deployment>[0] = {},
) {
  return deployment({
    spec: { strategy: { type: 'Recreate' } },
    ...options,
    pod: {
      volumes,
      containers: [
        {
          name: 'web',
          volumeMounts: volumes.map(({ name }) => ({
            name,
            mountPath: `/${name}`,
          })),
        },
      ],
    },
  });
}

const data = {
  name: 'data',
  persistentVolumeClaim: { claimName: 'guestbook-data' },
};

describe('redeploy', () => {
  it('replaces all pods, as kubectl does, and waits for the new ones', () => {
    const plan = redeploy();
    expect(plan.blockers).toEqual([]);
    expect(plan.intent).toEqual({ kind: 'redeploy' });
    expect(plan.steps.map(({ step }) => step)).toEqual([
      {
        kind: 'restart-workload',
        workload: expect.objectContaining({
          name: 'guestbook',
          uid: 'guestbook-uid',
          generation: 3,
        }),
        restartedAt: NOW.toISOString(),
      },
      {
        kind: 'await-rollout',
        workload: expect.objectContaining({ name: 'guestbook' }),
        present: [],
        absent: [],
      },
    ]);
    expect(plan.changes).toEqual([
      {
        object: 'Deployment demo/guestbook',
        verb: 'patch',
        body: {
          spec: {
            template: {
              metadata: {
                annotations: {
                  'kubectl.kubernetes.io/restartedAt': NOW.toISOString(),
                },
              },
            },
          },
        },
      },
    ]);
  });

  it('is based on nothing that time changes', () => {
    const later = redeploy({ now: new Date('2026-02-01T12:00:01Z') });
    expect(later.basis).toEqual(redeploy().basis);
    expect(stepOf(later, 'restart-workload').restartedAt).not.toBe(
      stepOf(redeploy(), 'restart-workload').restartedAt,
    );
  });

  it.each<[string, object[], string, string]>([
    [
      'all is lost',
      [deployment()],
      'REDEPLOY_LOSES',
      'Anything that guestbook has written is lost.',
    ],
    [
      'temporary space is lost',
      [keeping([{ name: 'cache', emptyDir: {} }])],
      'REDEPLOY_LOSES',
      'Anything that guestbook has written is lost.',
    ],
    [
      'configuration is not its own',
      [keeping([{ name: 'config', configMap: { name: 'config' } }])],
      'REDEPLOY_LOSES',
      'Anything that guestbook has written is lost.',
    ],
    [
      'a volume that may only be read is not its own',
      [
        keeping([
          {
            name: 'data',
            persistentVolumeClaim: {
              claimName: 'guestbook-data',
              readOnly: true,
            },
          },
        ]),
        claim(),
      ],
      'REDEPLOY_LOSES',
      'Anything that guestbook has written is lost.',
    ],
    [
      'a volume is kept',
      [keeping([data]), claim()],
      'REDEPLOY_KEEPS',
      'Data in /data survives; anything else that guestbook has written is lost.',
    ],
    [
      'two volumes are kept, temporary space is not',
      [
        keeping([
          data,
          { name: 'cache', emptyDir: {} },
          { name: 'files', nfs: { server: 'nfs', path: '/' } },
        ]),
        claim(),
      ],
      'REDEPLOY_KEEPS',
      'Data in /data, /files survives; anything else that guestbook has written is lost.',
    ],
  ])('says what it means: %s', (_, objects, code, text) => {
    const { consequences, dataAtRisk } = redeploy({ objects });
    expect(consequences).toMatchObject([
      {
        code,
        text,
        severity: code === 'REDEPLOY_LOSES' ? 'warning' : 'info',
      },
    ]);
    expect(dataAtRisk.why.code).toBe(
      code === 'REDEPLOY_LOSES' ? 'NOTHING_KEPT' : 'ONLY_VOLUMES_ARE_KEPT',
    );
  });

  it('knows that a service has nothing to lose', () => {
    expect(
      redeploy({ objects: [keeping([data]), claim()] }).dataAtRisk.window,
    ).toBe('none');
    expect(redeploy().dataAtRisk.window).toBe('unknown');
  });

  it('warns that it can hang for ever', () => {
    const rolling = keeping([data], {
      spec: { strategy: { type: 'RollingUpdate' } },
    });
    const { warnings, blockers } = redeploy({ objects: [rolling, claim()] });
    expect(blockers).toEqual([]);
    expect(warnings).toMatchObject([
      {
        code: 'ROLLOUT_WILL_DEADLOCK',
        severity: 'warning',
        remedy: expect.stringContaining('Recreate'),
      },
    ]);
    expect(
      codesOf(redeploy({ objects: [keeping([data]), claim()] }).warnings),
    ).toEqual([]);
  });

  it('does not end the last pod that keeps a claim which is being deleted', () => {
    const plan = redeploy({
      objects: [keeping([data]), claim({ deleting: true })],
    });
    expect(plan.blockers).toMatchObject([
      { code: 'CLAIM_DELETING', params: { claim: 'guestbook-data' } },
    ]);
  });

  it.each<[string, object, string]>([
    ['the new pod starts first', deployment(), 'none'],
    ['the old pod ends first', keeping([]), 'brief'],
    ['one of several', deployment({ replicas: 3 }), 'none'],
    ['all of several', keeping([], { replicas: 3 }), 'brief'],
    ['no pod', keeping([], { replicas: 0 }), 'none'],
  ])('says how long the service is away: %s', (_, object, now) => {
    expect(redeploy({ objects: [object] }).downtime.now).toBe(now);
  });

  it('restarts a StatefulSet', () => {
    const plan = redeploy({
      objects: [statefulSet()],
      workload: { kind: 'StatefulSet' },
      classes: [storageClass({ name: 'standard' })],
    });
    expect(plan.blockers).toEqual([]);
    expect(plan.downtime.now).toBe('brief');
    expect(plan.changes[0].object).toBe('StatefulSet demo/guestbook');
  });
});
