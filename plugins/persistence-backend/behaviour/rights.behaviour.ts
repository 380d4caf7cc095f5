import type { Intent } from 'backstage-plugin-persistence-common';
import { createNamespace, kubernetes } from './support/cluster';
import { environment } from './support/environment';
import { claim, component, guestbook } from './support/objects';
import { Portal } from './support/Portal';
import { createPortalAccess } from './support/portalAccess';
import { expectRefused } from './support/refusals';
import { Writes } from './support/Writes';

const NAME = 'limited';
const ATTACH: Intent = {
  kind: 'attach',
  path: '/other',
  existingFiles: 'start-empty',
};
const DETACH: Intent = { kind: 'detach' };
const REDEPLOY: Intent = { kind: 'redeploy' };

let namespace: string;

beforeAll(async () => {
  namespace = await createNamespace();
  await kubernetes.apply([
    claim({ namespace, name: 'data', owner: NAME }),
    guestbook({
      namespace,
      name: NAME,
      container: { volumeMounts: [{ name: 'data', mountPath: '/data' }] },
      pod: {
        volumes: [
          { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
        ],
      },
      spec: { strategy: { type: 'Recreate' } },
    }),
  ]);
});

async function start(options: {
  account: string;
  rights: 'read' | 'write';
  without?: string[];
  source?: 'kubeconfig' | 'kubernetes-plugin';
}): Promise<{ portal: Portal; writes: Writes }> {
  const { account, rights, without, source = 'kubeconfig' } = options;
  const writes = await Writes.of(
    await createPortalAccess({ namespace, name: account, rights, without }),
  );
  const portal = await Portal.start({
    source,
    clusters: [{ name: 'behaviour', access: writes.access }],
    entities: [component(NAME)],
  });
  await portal.untilSynced(NAME);
  await portal.until(NAME, ({ workloads }) =>
    expect(workloads.map(({ rollout }) => rollout.state)).toEqual(['complete']),
  );
  return { portal, writes };
}

/** Whatever would write is refused for the same reason. */
async function expectAllRefused(
  started: { portal: Portal; writes: Writes },
  code: Parameters<typeof expectRefused>[0]['code'],
): Promise<void> {
  for (const intent of [ATTACH, DETACH, REDEPLOY]) {
    await expectRefused({ ...started, name: NAME, intent, code });
  }
}

it('a cluster that the portal only looks at is CLUSTER_READ_ONLY, whatever its service account may', async () => {
  const started = await start({
    account: 'looker',
    rights: 'write',
    source: 'kubernetes-plugin',
  });

  await expectAllRefused(started, 'CLUSTER_READ_ONLY');
});

if (environment.kind === 'real') {
  it('the rights to read alone are FORBIDDEN_BY_CLUSTER for everything that writes', async () => {
    const started = await start({
      account: 'reader',
      rights: 'read',
    });

    await expectAllRefused(started, 'FORBIDDEN_BY_CLUSTER');
  });

  it.each([
    ['create persistentvolumeclaims', ATTACH],
    ['patch persistentvolumeclaims', DETACH],
    ['patch deployments', REDEPLOY],
    ['get deployments', REDEPLOY],
    ['get pods', REDEPLOY],
  ])('without the right to %s the plan names it', async (right, intent) => {
    const [verb, resource] = right.split(' ');
    const { portal, writes } = await start({
      account: `without-${verb}-${resource}`,
      rights: 'write',
      without: [right],
    });

    const { params, text, remedy } = await expectRefused({
      portal,
      writes,
      name: NAME,
      intent,
      code: 'FORBIDDEN_BY_CLUSTER',
    });

    expect(params).toEqual({ cluster: 'behaviour', verb, resource, namespace });
    expect(text).toContain(resource);
    expect(remedy).toContain('docs/rbac/write.yaml');
  });

  it('without the right to see autoscalers nothing is planned on half a view', async () => {
    const { portal, writes } = await start({
      account: 'half',
      rights: 'write',
      without: ['horizontalpodautoscalers'],
    });

    const { params } = await expectRefused({
      portal,
      writes,
      name: NAME,
      intent: ATTACH,
      code: 'RESOURCES_UNREADABLE',
    });
    expect(params).toMatchObject({ resources: 'horizontalpodautoscalers' });
  });
}
