import type { Intent, MessageCode } from 'backstage-plugin-persistence-common';
import {
  afterwards,
  createNamespace,
  kubernetes,
  removeAfterwards,
} from './support/cluster';
import { environment } from './support/environment';
import type { KubernetesObject } from './support/Kubernetes';
import { component, guestbook } from './support/objects';
import { Portal } from './support/Portal';
import { createPortalAccess } from './support/portalAccess';
import { expectRefused } from './support/refusals';
import { Writes } from './support/Writes';

const ATTACH: Intent = {
  kind: 'attach',
  path: '/data',
  existingFiles: 'start-empty',
};
const DETACH: Intent = { kind: 'detach' };
const REDEPLOY: Intent = { kind: 'redeploy' };

let namespace: string;
let portal: Portal;
let writes: Writes;

const make = (
  name: string,
  options: Partial<Parameters<typeof guestbook>[0]> = {},
) => guestbook({ namespace, name, ...options });

const NAMES = [
  'paused',
  'stuck',
  'rolling',
  'operated',
  'scaled',
  'shared',
  'lost',
  'held-back',
  'cramped',
  'restricted',
  'declared',
  'agreed',
];

/** A namespace with limits of its own, and a guestbook in it. */
async function createLimited(name: string): Promise<string> {
  const own = await createNamespace();
  await kubernetes.apply([guestbook({ namespace: own, name })]);
  return own;
}

beforeAll(async () => {
  namespace = await createNamespace();
  writes = await Writes.of(
    await createPortalAccess({ namespace, name: 'portal', rights: 'write' }),
  );
  portal = await Portal.start({
    source: 'kubeconfig',
    clusters: [{ name: 'behaviour', access: writes.access }],
    entities: [
      ...NAMES.map(name => component(name)),
      // Selects what `shared` selects
      {
        ...component('shared'),
        metadata: { ...component('shared').metadata, name: 'partner' },
      },
    ],
  });
});

const untilComplete = (name: string) =>
  portal.until(name, ({ workloads }) =>
    expect(workloads.map(({ rollout }) => rollout.state)).toEqual(['complete']),
  );

/** Expects that none of the intents is carried out. A detach without a claim has other reasons too. */
async function expectAllRefused(
  name: string,
  code: MessageCode,
  intents: Intent[] = [ATTACH, DETACH, REDEPLOY],
): Promise<void> {
  for (const intent of intents) {
    await expectRefused({ portal, writes, name, intent, code });
  }
}

it('a paused Deployment is WORKLOAD_PAUSED', async () => {
  await kubernetes.create(make('paused'));
  await untilComplete('paused');
  await kubernetes.patch(make('paused'), { spec: { paused: true } });

  await expectAllRefused('paused', 'WORKLOAD_PAUSED');
});

it('pods that do not start are ROLLOUT_STUCK', async () => {
  await kubernetes.create(
    make('stuck', {
      container: { image: 'localhost/nobody-has-this:1' },
      spec: { progressDeadlineSeconds: 2 },
    }),
  );

  await expectAllRefused('stuck', 'ROLLOUT_STUCK', [ATTACH, REDEPLOY]);
});

it('pods that are being replaced are ROLLOUT_IN_PROGRESS', async () => {
  await kubernetes.create(
    make('rolling', {
      spec: { minReadySeconds: 600, progressDeadlineSeconds: 900 },
    }),
  );

  await expectAllRefused('rolling', 'ROLLOUT_IN_PROGRESS', [ATTACH, REDEPLOY]);
});

it('what an operator looks after is OWNED_BY_OPERATOR', async () => {
  const owner = await kubernetes.create(make('operator', { replicas: 0 }));
  await kubernetes.create(
    make('operated', {
      metadata: {
        ownerReferences: [
          {
            apiVersion: 'apps/v1',
            kind: 'Deployment',
            name: 'operator',
            uid: owner.metadata.uid,
            controller: true,
          },
        ],
      },
    }),
  );
  await untilComplete('operated');

  await expectAllRefused('operated', 'OWNED_BY_OPERATOR');
});

it('what an autoscaler may give a second pod is REPLICAS_NEED_SHARED_CLASS', async () => {
  await kubernetes.create(make('scaled'));
  await untilComplete('scaled');
  const autoscaler: KubernetesObject = {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { namespace, name: 'scaled' },
    spec: {
      scaleTargetRef: {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        name: 'scaled',
      },
      minReplicas: 1,
      maxReplicas: 4,
    },
  };
  await kubernetes.create(autoscaler);

  const { params } = await expectRefused({
    portal,
    writes,
    name: 'scaled',
    intent: ATTACH,
    code: 'REPLICAS_NEED_SHARED_CLASS',
  });
  expect(params).toMatchObject({ replicas: 4 });

  await kubernetes.remove(autoscaler);
  await portal.untilPlan('scaled', ATTACH, ({ blockers }) =>
    expect(blockers).toEqual([]),
  );
});

it('what two components select is OWNERSHIP_AMBIGUOUS for both, until it names one', async () => {
  await kubernetes.create(make('shared'));
  await untilComplete('shared');

  await expectAllRefused('shared', 'OWNERSHIP_AMBIGUOUS');
  await expectAllRefused('partner', 'OWNERSHIP_AMBIGUOUS');

  await kubernetes.patch(make('shared'), {
    metadata: {
      annotations: {
        'backstage-persistence/entity': 'component:default/shared',
      },
    },
  });
  await portal.untilPlan('shared', ATTACH, ({ blockers }) =>
    expect(blockers).toEqual([]),
  );
  await expectAllRefused('partner', 'OWNERSHIP_AMBIGUOUS');
});

it('a pod that does not end is NODE_LOST', async () => {
  await kubernetes.create(make('lost'));
  await untilComplete('lost');
  const [pod] = await podsOf('lost');
  await kubernetes.patch(pod, {
    metadata: { finalizers: ['behaviour.test/hold'] },
  });
  afterwards(() => kubernetes.patch(pod, { metadata: { finalizers: null } }));
  await kubernetes.remove(pod);

  await expectAllRefused('lost', 'NODE_LOST');
});

it('a StatefulSet that holds its pods back is REVISIONS_DIFFER', async () => {
  const { metadata, spec } = make('held-back');
  const { selector, template } = spec as Record<string, unknown>;
  await kubernetes.create({
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata,
    spec: {
      serviceName: 'held-back',
      selector,
      template,
      updateStrategy: { type: 'OnDelete' },
    },
  });

  await expectAllRefused('held-back', 'REVISIONS_DIFFER');
});

it('too little room is QUOTA_EXCEEDED, with the words of the cluster', async () => {
  const own = await createLimited('cramped');
  await untilComplete('cramped');
  await kubernetes.create({
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { namespace: own, name: 'room' },
    spec: { hard: { 'requests.storage': '128Mi' } },
  });

  const { params } = await expectRefused({
    portal,
    writes,
    name: 'cramped',
    intent: { ...ATTACH, claim: { size: '129Mi' } },
    code: 'QUOTA_EXCEEDED',
  });
  expect(params).toEqual({
    namespace: own,
    words: expect.stringMatching(
      /^persistentvolumeclaims "cramped-data" is forbidden: exceeded quota: .*requested: requests\.storage=129Mi.*128Mi$/,
    ),
  });
  await portal.untilPlan(
    'cramped',
    { ...ATTACH, claim: { size: '128Mi' } },
    ({ blockers }) => expect(blockers).toEqual([]),
  );
});

if (environment.kind === 'real') {
  it.each(['warn', 'enforce'])(
    'a namespace that would refuse the new pods is POD_SECURITY (%s)',
    async mode => {
      const own = await createLimited('restricted');
      removeAfterwards(guestbook({ namespace: own, name: 'restricted' }));
      await untilComplete('restricted');
      await kubernetes.patch(
        { apiVersion: 'v1', kind: 'Namespace', metadata: { name: own } },
        {
          metadata: {
            labels: { [`pod-security.kubernetes.io/${mode}`]: 'restricted' },
          },
        },
      );

      await expectAllRefused('restricted', 'POD_SECURITY', [ATTACH, REDEPLOY]);
      await kubernetes.remove(
        guestbook({ namespace: own, name: 'restricted' }),
      );
      await portal.until('restricted', ({ workloads }) =>
        expect(workloads).toEqual([]),
      );
    },
  );

  it('a strategy that somebody else declares is STRATEGY_OWNED', async () => {
    const declared = make('declared', {
      spec: { strategy: { type: 'RollingUpdate' } },
    });
    await kubernetes.declare(declared, 'argocd-controller');
    await untilComplete('declared');

    const { params } = await expectRefused({
      portal,
      writes,
      name: 'declared',
      intent: ATTACH,
      code: 'STRATEGY_OWNED',
    });
    expect(params).toMatchObject({ manager: 'argocd-controller' });

    await portal.untilPlan('declared', REDEPLOY, ({ blockers }) =>
      expect(blockers).toEqual([]),
    );
  });

  it('a strategy that somebody else declares is fine where it fits a volume of one node', async () => {
    const agreed = make('agreed', { spec: { strategy: { type: 'Recreate' } } });
    await kubernetes.declare(agreed, 'argocd-controller');
    await untilComplete('agreed');

    await portal.untilPlan('agreed', ATTACH, ({ blockers }) =>
      expect(blockers).toEqual([]),
    );
  });
}

async function podsOf(name: string): Promise<KubernetesObject[]> {
  const { items } = await kubernetes.request<{ items: KubernetesObject[] }>({
    path: `/api/v1/namespaces/${namespace}/pods?labelSelector=app%3D${name}`,
  });
  return items.map(item => ({ ...item, apiVersion: 'v1', kind: 'Pod' }));
}
