import type { Operation } from 'backstage-plugin-persistence-common';
import { environment } from './support/environment';
import { attach, Keeper, type Workload } from './support/Keeper';
import type { KubernetesObject } from './support/Kubernetes';
import { guestbook } from './support/objects';

const ACTOR = 'user:default/mock';
const MARK = 'backstage-persistence';

let keeper: Keeper;

beforeAll(async () => {
  keeper = await Keeper.start({ names: ['plain'] });
});

/** Who wrote what of an object, where the cluster keeps that. */
function managersOf({ metadata }: KubernetesObject): string[] {
  const { managedFields = [] } = metadata as {
    managedFields?: { manager: string; subresource?: string }[];
  };
  return managedFields
    .filter(({ subresource }) => subresource === undefined)
    .map(({ manager }) => manager);
}

describe('an attach and a detach', () => {
  const name = 'plain';
  const object = () => {
    const labels = {
      'app.kubernetes.io/instance': 'shop',
      'app.kubernetes.io/managed-by': 'Helm',
      'helm.toolkit.fluxcd.io/name': 'shop',
    };
    const own = guestbook({
      namespace: keeper.namespace,
      name,
      spec: {
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: '50%', maxUnavailable: 0 },
        },
      },
    });
    return {
      ...own,
      metadata: {
        ...own.metadata,
        labels: { ...own.metadata.labels, ...labels },
        annotations: {
          'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment',
        },
      },
    };
  };
  let before: Workload;
  let attached: Operation;

  beforeAll(async () => {
    before = await keeper.create(object());
    attached = await keeper.carryOut(name, attach());
  });

  it('make a claim that says whose it is and that nobody else takes for his own', async () => {
    const { metadata, spec } = await keeper.readClaim(`${name}-data`);
    const { annotations = {} } = metadata;

    expect(metadata).not.toHaveProperty('ownerReferences');
    expect(metadata.labels).toEqual({
      [`${MARK}/managed`]: 'true',
      'backstage.io/kubernetes-id': name,
    });
    expect(
      Object.fromEntries(
        Object.entries(annotations).filter(([key]) => key.startsWith(MARK)),
      ),
    ).toEqual({
      [`${MARK}/entity`]: `component:default/${name}`,
      [`${MARK}/workload`]: name,
      [`${MARK}/container`]: 'app',
      [`${MARK}/path`]: '/data',
      [`${MARK}/sub-path`]: 'data',
      [`${MARK}/previous-strategy`]: JSON.stringify({
        type: 'RollingUpdate',
        rollingUpdate: { maxSurge: '50%', maxUnavailable: 0 },
      }),
      [`${MARK}/operation`]: attached.id,
      [`${MARK}/actor`]: ACTOR,
    });
    expect(Object.keys(annotations).join()).not.toMatch(/argo|flux|helm/);
    expect(spec).toMatchObject({
      accessModes: ['ReadWriteOnce'],
      storageClassName: 'standard',
      resources: { requests: { storage: '64Mi' } },
    });
  });

  it('change of the Deployment the volume, the mount and the strategy, and nothing else', async () => {
    const { metadata, spec } = await keeper.read(object());
    const { template, strategy, ...rest } = spec;
    const {
      template: templateBefore,
      strategy: _,
      ...restBefore
    } = before.spec;

    expect(strategy).toEqual({ type: 'Recreate' });
    expect(rest).toEqual(restBefore);
    expect(template.metadata).toEqual(templateBefore.metadata);
    const [container] = templateBefore.spec.containers;
    expect(template.spec).toEqual({
      ...templateBefore.spec,
      containers: [
        {
          ...container,
          volumeMounts: [
            { name: `${name}-data`, mountPath: '/data', subPath: 'data' },
          ],
        },
      ],
      volumes: [
        {
          name: `${name}-data`,
          persistentVolumeClaim: { claimName: `${name}-data` },
        },
      ],
    });
    expect(metadata.labels).toEqual(before.metadata.labels);
    expect(metadata.annotations).toMatchObject({
      'argocd.argoproj.io/tracking-id': 'shop:apps/Deployment',
      [`${MARK}/operation`]: attached.id,
      [`${MARK}/actor`]: ACTOR,
    });
    // One for the making, one for volume, mount and strategy together
    expect((metadata as { generation?: number }).generation).toBe(2);
  });

  if (environment.kind === 'real') {
    it('are of the field manager backstage-persistence', async () => {
      expect(managersOf(await keeper.readClaim(`${name}-data`))).toContain(
        MARK,
      );
      expect(managersOf(await keeper.read(object()))).toContain(MARK);
    });
  }

  it('leave the Deployment as it was, and the claim on the shelf with what it was', async () => {
    const detached = await keeper.carryOut(name, {
      kind: 'detach',
      keepFor: 'P2D',
    });

    const { spec } = await keeper.read(object());
    expect(spec).toEqual(before.spec);
    const { metadata } = await keeper.readClaim(`${name}-data`);
    expect(metadata.annotations).toMatchObject({
      [`${MARK}/workload`]: name,
      [`${MARK}/container`]: 'app',
      [`${MARK}/path`]: '/data',
      [`${MARK}/sub-path`]: 'data',
      [`${MARK}/shelved-by`]: ACTOR,
      [`${MARK}/operation`]: detached.id,
    });
    expect(metadata.annotations).not.toHaveProperty([
      `${MARK}/previous-strategy`,
    ]);
    const { shelf, workloads } = await keeper.portal.until(name, answer =>
      expect(answer.shelf).toHaveLength(1),
    );
    expect(shelf[0]).toMatchObject({
      name: `${name}-data`,
      path: '/data',
      subPath: 'data',
      shelvedBy: ACTOR,
    });
    const { shelvedAt = '', keepUntil = '' } = shelf[0];
    expect(Date.parse(keepUntil) - Date.parse(shelvedAt)).toBeCloseTo(
      2 * 24 * 60 * 60 * 1000,
      -5,
    );
    expect(workloads[0].verdict).not.toBe('persistent');
  });

  it('come back by undoing the detach', async () => {
    const { items } = await keeper.portal.history(name);
    const [detached] = items;
    expect(detached).toMatchObject({
      intent: { kind: 'detach' },
      undoable: true,
    });

    expect(await keeper.portal.undo(detached.id)).toMatchObject({
      state: 'succeeded',
      undoOf: detached.id,
      intent: { kind: 'attach', existingFiles: 'keep-claim' },
    });

    const { spec } = await keeper.read(object());
    expect(spec.strategy).toEqual({ type: 'Recreate' });
    const { metadata } = await keeper.readClaim(`${name}-data`);
    expect(metadata.annotations).not.toHaveProperty([`${MARK}/shelved-at`]);
    expect(metadata.annotations).not.toHaveProperty([`${MARK}/keep-until`]);
  });
});
