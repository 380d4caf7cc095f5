import { createFinding } from 'backstage-plugin-persistence-common';
import { readRecording } from '../assessment/__fixtures__/readRecording';
import { createView } from '../observation/testing/createView';
import type { Workload } from '../observation/view';
import { DEFAULT_POLICIES } from '../policies/testing';
import {
  appliesStrategy,
  autoscaler,
  claim,
  deployment,
  shelved,
  statefulSet,
} from './__fixtures__/objects';
import {
  CLASSES,
  situation,
  type Surroundings,
} from './__fixtures__/situation';
import { offerActions } from './offerActions';

const ambiguous = createFinding({
  code: 'OWNERSHIP_AMBIGUOUS',
  severity: 'warning',
  params: { count: 2 },
});

function offers(options: {
  recording: string;
  kind: Workload['kind'];
  name: string;
  readOnly?: boolean;
  ambiguous?: typeof ambiguous;
}) {
  const { recording, kind, name, readOnly } = options;
  const { items } = readRecording(recording);
  const view = createView({ cluster: 'prod', objects: items, readOnly });
  const namespace = recording === 'examples' ? 'demo' : `c-${recording}`;
  const workload = view.workload(namespace, kind, name)!;
  return offerActions({
    entityRef: 'component:default/guestbook',
    workload,
    view,
    prefill: {},
    ownClaims: [],
    shelf: [],
    facts: {},
    policies: DEFAULT_POLICIES,
    ...(options.ambiguous && { ambiguous: options.ambiguous }),
    now: new Date(0),
  });
}

const guestbook = {
  recording: 'examples',
  kind: 'Deployment' as const,
  name: 'guestbook',
};

describe('offerActions', () => {
  it('offers to keep data, and to redeploy, where nothing is kept', () => {
    expect(offers(guestbook)).toEqual([
      { intent: 'attach', allowed: true },
      { intent: 'redeploy', allowed: true },
    ]);
  });

  it.each([
    ['Deployment' as const, 'orders'],
    ['StatefulSet' as const, 'ledger'],
  ])('names both directions where a claim is mounted: %s %s', (kind, name) => {
    expect(
      offers({ recording: 'examples', kind, name }).map(({ intent }) => intent),
    ).toEqual(['attach', 'detach', 'redeploy']);
  });

  it('says which cluster may not be changed', () => {
    const [attach] = offers({ ...guestbook, readOnly: true });
    expect(attach).toMatchObject({
      allowed: false,
      reason: {
        code: 'CLUSTER_READ_ONLY',
        text: 'The portal may look at prod, but not change it.',
      },
    });
  });

  it('says first that the workload is not the entity’s alone', () => {
    const [attach] = offers({ ...guestbook, readOnly: true, ambiguous });
    expect(attach).toEqual({
      intent: 'attach',
      allowed: false,
      reason: { ...ambiguous, severity: 'danger' },
    });
  });

  it.each([
    ['DaemonSet' as const, 'agent'],
    ['CronJob' as const, 'report'],
    ['Job' as const, 'once'],
  ])('offers nothing for a %s', (kind, name) => {
    expect(offers({ recording: 'kinds', kind, name })).toEqual([]);
  });

  describe('where no choice could help', () => {
    const SHARED = 'REPLICAS_NEED_SHARED_CLASS';
    const ONE_NODE = [CLASSES[0]];
    const reasons = (surroundings: Surroundings) =>
      Object.fromEntries(
        offerActions(situation(surroundings)).map(
          ({ intent, allowed, reason }) => [
            intent,
            allowed ? 'allowed' : reason?.code,
          ],
        ),
      );

    it.each<[string, Omit<Surroundings, 'objects'>, object[], string]>([
      [
        'several replicas, and no class that can be shared',
        { classes: ONE_NODE },
        [deployment({ replicas: 3 })],
        SHARED,
      ],
      [
        'an autoscaler, and no class that can be shared',
        { classes: ONE_NODE },
        [deployment(), autoscaler(3)],
        SHARED,
      ],
      [
        'several replicas, and only the class of one node allowed',
        {
          policies: { storageClasses: [{ name: 'standard', default: true }] },
        },
        [deployment({ replicas: 3 })],
        SHARED,
      ],
      [
        'a strategy that somebody else applies, and no class that can be shared',
        { classes: ONE_NODE },
        [deployment({ metadata: appliesStrategy('argocd-controller') })],
        'STRATEGY_OWNED',
      ],
      [
        'several replicas, and a class that can be shared',
        {},
        [deployment({ replicas: 3 })],
        'allowed',
      ],
      [
        'several replicas, and a class that the policy says can be shared',
        {
          policies: {
            storageClasses: [
              {
                name: 'standard',
                default: true,
                accessModes: ['ReadWriteMany'],
              },
            ],
          },
        },
        [deployment({ replicas: 3 })],
        'allowed',
      ],
      [
        'several replicas, and a shared volume on the shelf',
        { classes: ONE_NODE },
        [
          deployment({ replicas: 3 }),
          shelved({ spec: { accessModes: ['ReadWriteMany'] } }),
        ],
        'allowed',
      ],
      [
        'several replicas, and a shared volume on the shelf elsewhere',
        { classes: ONE_NODE },
        [
          deployment({ replicas: 3 }),
          shelved({
            namespace: 'prod',
            spec: { accessModes: ['ReadWriteMany'] },
          }),
        ],
        SHARED,
      ],
      [
        'several replicas, and only a volume of one node on the shelf',
        { classes: ONE_NODE },
        [deployment({ replicas: 3 }), shelved()],
        SHARED,
      ],
      ['one replica', { classes: ONE_NODE }, [deployment()], 'allowed'],
      [
        'no replica',
        { classes: ONE_NODE },
        [deployment({ replicas: 0 })],
        'allowed',
      ],
    ])('with %s', (_, surroundings, objects, attach) => {
      expect(reasons({ objects, ...surroundings })).toEqual({
        attach,
        redeploy: 'allowed',
      });
    });

    it('names a volume in the reason', () => {
      const [{ reason }] = offerActions(
        situation({
          objects: [deployment({ replicas: 3 })],
          classes: ONE_NODE,
        }),
      );
      expect(reason?.text).toBe(
        'guestbook has up to 3 replicas, but the volume guestbook-data can be used in one place at a time only (ReadWriteOnce): replicas elsewhere cannot start.',
      );
    });

    it('with volumes that each replica has', () => {
      const set = statefulSet({
        spec: {
          volumeClaimTemplates: [{ metadata: { name: 'data' }, spec: {} }],
        },
      });
      expect(
        reasons({ objects: [set], workload: { kind: 'StatefulSet' } }),
      ).toEqual({
        attach: 'allowed',
        detach: 'NOT_SUPPORTED_YET',
        redeploy: 'allowed',
      });
    });

    it('lets a detach be the way out of a rollout that is stuck', () => {
      const stuck = deployment({
        pod: {
          volumes: [
            {
              name: 'data',
              persistentVolumeClaim: { claimName: 'guestbook-data' },
            },
          ],
        },
        status: {
          conditions: [
            {
              type: 'Progressing',
              status: 'False',
              reason: 'ProgressDeadlineExceeded',
            },
          ],
        },
      });
      expect(reasons({ objects: [stuck, claim()] })).toEqual({
        attach: 'ROLLOUT_STUCK',
        detach: 'allowed',
        redeploy: 'ROLLOUT_STUCK',
      });
    });
  });

  it('takes less than a page view may take', () => {
    const given = situation({
      objects: [deployment(), autoscaler(3), claim({ name: 'other' })],
    });
    offerActions(given);
    const rounds = 2_000;
    const startedAt = performance.now();
    for (let round = 0; round < rounds; round += 1) {
      offerActions(given);
    }
    expect((performance.now() - startedAt) / rounds).toBeLessThan(0.5);
  });
});
