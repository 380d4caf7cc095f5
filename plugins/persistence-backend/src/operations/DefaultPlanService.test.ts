import type { Intent } from 'backstage-plugin-persistence-common';
import type { ClusterRequest } from '../clusters';
import { component } from '../status/testing';
import { GUESTBOOK, Planning, TARGET } from './__fixtures__/Planning';
import { refusal, silence } from './__testUtils__';

const ATTACH: Intent = {
  kind: 'attach',
  path: '/data',
  existingFiles: 'start-empty',
};

const isDryRun = ({ query }: ClusterRequest) => query?.dryRun === 'All';

describe('DefaultPlanService', () => {
  let planning: Planning;

  beforeEach(() => {
    planning = Planning.create();
  });

  function plan(intent: Intent = ATTACH) {
    return planning.plans.plan(GUESTBOOK, { target: TARGET, intent });
  }

  /** Lets the cluster answer to what is only tried. */
  function answerDryRuns(method: string, error: Error): void {
    planning.api.before = request => {
      if (isDryRun(request) && request.method === method) {
        throw error;
      }
    };
  }

  it('says what would be done, and writes nothing', async () => {
    const result = await plan();

    expect(result).toMatchObject({
      id: expect.any(String),
      fingerprint: expect.any(String),
      entityRef: 'component:default/guestbook',
      target: {
        workload: {
          ...('workload' in TARGET && TARGET.workload),
          uid: 'deployment-demo-guestbook',
        },
      },
      intent: {
        ...ATTACH,
        container: 'web',
        claim: { name: 'guestbook-data', size: '1Gi' },
      },
      blockers: [],
      warnings: [],
    });
    expect(result.steps.map(({ kind }) => kind)).toEqual([
      'create-claim',
      'mount-claim',
      'await-rollout',
    ]);
    expect(
      result.changes.map(({ verb, object }) => `${verb} ${object}`),
    ).toEqual([
      'create PersistentVolumeClaim demo/guestbook-data',
      'patch Deployment demo/guestbook',
    ]);
    expect(result.changes[1].diff).toContain('claimName: guestbook-data');
    expect(planning.api.landed).toEqual([]);
    expect(
      planning.api.cluster.requests
        .filter(isDryRun)
        .map(({ method }) => method),
    ).toEqual(expect.arrayContaining(['POST', 'PATCH']));
  });

  it('has a new id each time, and the same fingerprint as long as nothing changes', async () => {
    const first = await plan();
    const second = await plan();
    // Health that flickers is nothing that somebody has to look at again
    planning.api.touch('/apis/apps/v1/namespaces/demo/deployments/guestbook');
    const third = await plan();
    planning.see({ generation: 2 });
    const changed = await plan();

    expect(second.id).not.toBe(first.id);
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(third.fingerprint).toBe(first.fingerprint);
    expect(changed.fingerprint).not.toBe(first.fingerprint);
  });

  it.each([
    [
      'a quota',
      refusal(403, 'Forbidden', 'exceeded quota: storage, requested: 1Gi'),
      'QUOTA_EXCEEDED',
    ],
    [
      'a webhook',
      refusal(403, 'Forbidden', 'admission webhook said no'),
      'REFUSED_BY_CLUSTER',
    ],
    ['its own checks', refusal(422, 'Invalid', 'no'), 'REFUSED_BY_CLUSTER'],
  ])(
    'tells what %s of the cluster would say to the claim',
    async (_, error, code) => {
      answerDryRuns('POST', error);

      const { blockers } = await plan();

      expect(blockers).toEqual([
        expect.objectContaining({
          code,
          params: expect.objectContaining({ words: error.message }),
        }),
      ]);
    },
  );

  it('tells that the namespace would refuse the pods', async () => {
    planning.api.warnings = [
      'would violate PodSecurity "restricted:latest": x',
    ];

    expect((await plan()).blockers).toMatchObject([
      { code: 'POD_SECURITY', params: { namespace: 'demo' } },
    ]);
  });

  it('tells what else the cluster warns of', async () => {
    planning.api.warnings = ['this is old'];
    const { blockers, warnings } = await plan();

    expect(blockers).toEqual([]);
    expect(warnings).toMatchObject([
      { code: 'CLUSTER_WARNS', params: { words: 'this is old' } },
    ]);
  });

  it('tells which right is missing, and then tries nothing', async () => {
    planning.api.allows = ({ verb, resource }) =>
      !(verb === 'patch' && resource === 'deployments');
    const { blockers } = await plan();

    expect(blockers).toMatchObject([
      {
        code: 'FORBIDDEN_BY_CLUSTER',
        params: {
          cluster: 'test',
          verb: 'patch',
          resource: 'deployments',
          namespace: 'demo',
        },
      },
    ]);
    expect(planning.api.cluster.requests.some(isDryRun)).toBe(false);
  });

  it.each([
    ['is silent', silence()],
    ['is overloaded', refusal(503)],
    ['does not know us', refusal(401)],
  ])(
    'says that nothing can be planned when the cluster %s',
    async (_, error) => {
      planning.api.before = () => {
        throw error;
      };

      await expect(plan()).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        message: expect.stringContaining("'test'"),
      });
    },
  );

  it('does not mistake silence at a dry run for a no', async () => {
    answerDryRuns('POST', silence());

    await expect(plan()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });

  it('does not ask the cluster about what is blocked anyway', async () => {
    const { blockers } = await plan({ ...ATTACH, path: '/etc' });

    expect(blockers).toMatchObject([{ code: 'PATH_NOT_ALLOWED' }]);
    expect(planning.api.cluster.requests).toEqual([]);
  });

  it('says what it cannot do yet', async () => {
    const { blockers, steps } = await plan({
      kind: 'grow',
      claim: 'guestbook-data',
      size: '2Gi',
    });

    expect(blockers).toMatchObject([{ code: 'NOT_SUPPORTED_YET' }]);
    expect(steps).toEqual([]);
  });

  it('knows nothing of a workload that has just gone', async () => {
    planning.api.remove('/apis/apps/v1/namespaces/demo/deployments/guestbook');

    await expect(plan()).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it.each([
    ['another entity’s', component({ name: 'other' }), TARGET],
    [
      'in no cluster',
      GUESTBOOK,
      {
        workload: {
          ...('workload' in TARGET && TARGET.workload),
          cluster: 'no',
        },
      },
    ],
  ])('knows nothing of a workload that is %s', async (_, entity, target) => {
    await expect(
      planning.plans.plan(entity, {
        target: target as typeof TARGET,
        intent: ATTACH,
      }),
    ).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('needs a workload', async () => {
    await expect(
      planning.plans.plan(GUESTBOOK, {
        target: { claim: { cluster: 'test', namespace: 'demo', name: 'a' } },
        intent: ATTACH,
      }),
    ).rejects.toMatchObject({ name: 'InputError' });
  });
});
