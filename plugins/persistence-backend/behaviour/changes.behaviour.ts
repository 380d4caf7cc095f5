import type { EntityPersistence } from 'backstage-plugin-persistence-common';
import { createNamespace, kubernetes } from './support/cluster';
import type { KubernetesObject } from './support/Kubernetes';
import { claim, component, deployment } from './support/objects';
import { Portal, SOURCES } from './support/Portal';
import { createPortalAccess, type PortalAccess } from './support/portalAccess';

/** How old an answer may be. */
const FRESH_MS = 1_000;

let namespace: string;
let access: PortalAccess;

beforeAll(async () => {
  namespace = await createNamespace();
  access = await createPortalAccess({ namespace, name: 'portal' });
});

describe.each(SOURCES)(
  'what somebody changes, seen by the source %s',
  source => {
    const name = `moving-${source}`;
    const workload = () => deployment({ namespace, name });
    const first = ({ workloads }: EntityPersistence) => workloads[0];
    let portal: Portal;

    beforeAll(async () => {
      await kubernetes.create(workload());
      portal = await Portal.start({
        source,
        clusters: [{ name: 'behaviour', access }],
        entities: [component(name)],
      });
      await portal.until(name, answer =>
        expect(first(answer).rollout).toEqual({
          state: 'complete',
          replicas: 1,
          ready: 1,
        }),
      );
    });

    /** Changes something, and waits until the answer says so: no longer than the cluster itself took to answer, and a second. */
    async function expectSoon(
      change: () => Promise<unknown>,
      check: (answer: EntityPersistence) => void,
    ): Promise<void> {
      await change();
      await portal.until(name, check, { timeoutMs: FRESH_MS });
    }

    const patch = (body: object) => () => kubernetes.patch(workload(), body);
    const container = (fields: object) => ({
      spec: {
        template: { spec: { containers: [{ name: 'app', ...fields }] } },
      },
    });

    it('an annotation is in the answer within a second', () =>
      expectSoon(
        patch({
          metadata: {
            labels: { 'app.kubernetes.io/managed-by': 'Helm' },
            annotations: { 'meta.helm.sh/release-name': 'spring' },
          },
        }),
        answer =>
          expect(first(answer).manager).toMatchObject({
            kind: 'helm',
            name: 'spring',
          }),
      ));

    it('a number of replicas is in the answer within a second', async () => {
      await expectSoon(patch({ spec: { replicas: 2 } }), answer =>
        expect(first(answer).rollout.replicas).toBe(2),
      );
      await expectSoon(patch({ spec: { replicas: 1 } }), answer =>
        expect(first(answer).rollout.replicas).toBe(1),
      );
    });

    it('a new claim is in the answer within a second', () =>
      expectSoon(
        () =>
          kubernetes.create(
            claim({ namespace, name: `${name}-data`, owner: name }),
          ),
        ({ shelf }) =>
          expect(shelf).toEqual([
            expect.objectContaining({ name: `${name}-data` }),
          ]),
      ));

    it('a mount is in the answer within a second', async () => {
      await expectSoon(
        patch({
          spec: {
            template: {
              spec: {
                containers: [
                  {
                    name: 'app',
                    volumeMounts: [{ name: 'data', mountPath: '/data' }],
                  },
                ],
                volumes: [
                  {
                    name: 'data',
                    persistentVolumeClaim: { claimName: `${name}-data` },
                  },
                ],
              },
            },
          },
        }),
        answer => {
          expect(first(answer).verdict).toBe('persistent');
          expect(answer.shelf).toEqual([]);
        },
      );
      await portal.until(name, answer =>
        expect(first(answer)).toMatchObject({
          rollout: { state: 'complete' },
          mounts: expect.arrayContaining([
            expect.objectContaining({
              path: '/data',
              claim: expect.objectContaining({ state: 'attached' }),
            }),
          ]),
        }),
      );
    });

    it('a variable of the environment begins a rollout in the answer within a second', async () => {
      const { spec } = container({ env: [{ name: 'TITLE', value: 'Moved' }] });
      await expectSoon(
        // A rollout that lasts: one that ends between two looks is never seen
        patch({ spec: { ...spec, minReadySeconds: 3 } }),
        answer => expect(first(answer).rollout.state).toBe('progressing'),
      );
      await portal.until(name, answer =>
        expect(first(answer).rollout.state).toBe('complete'),
      );
    });

    it('an image that nobody has is in the answer within a second', async () => {
      await expectSoon(
        patch(container({ image: 'localhost/nobody-has-this:1' })),
        answer => expect(first(answer).rollout.state).not.toBe('complete'),
      );
      await portal.until(name, answer =>
        expect(
          first(answer)
            .events.map(({ message }) => message.text)
            .join(),
        ).toMatch(/image/i),
      );
    });

    it('the end of a workload is in the answer within a second', () =>
      expectSoon(
        () => kubernetes.remove(workload()),
        ({ workloads, lookup }) => {
          expect(workloads).toEqual([]);
          expect(lookup.state).toBe('no-workload');
        },
      ));
  },
);

describe.each(SOURCES)('a claim, seen by the source %s', source => {
  const kinds = ['broken', 'slow', 'missing', 'later'].map(
    kind => `${kind}-${source}`,
  );
  const [broken, slow, missing, later] = kinds;
  const classes: Record<string, string> = {
    [broken]: 'broken',
    [slow]: 'slow',
    [later]: 'standard',
  };
  let portal: Portal;

  beforeAll(async () => {
    const objects: KubernetesObject[] = [
      ...Object.entries(classes).map(([owner, className]) =>
        claim({ namespace, name: owner, owner, className }),
      ),
      ...[broken, slow, missing].map(name =>
        deployment({ namespace, name, claimName: name }),
      ),
      deployment({ namespace, name: later, claimName: later, replicas: 0 }),
    ];
    portal = await Portal.start({
      source,
      clusters: [{ name: 'behaviour', access }],
      entities: kinds.map(kind => component(kind)),
    });
    await portal.untilSynced(broken);
    await kubernetes.apply(objects);
  });

  /** Waits for the claim of a component's only workload. */
  const untilClaim = (name: string, expected: object) =>
    portal.until(name, ({ workloads }) =>
      expect(workloads[0].mounts.map(mount => mount.claim)).toContainEqual(
        expect.objectContaining({ name, ...expected }),
      ),
    );

  it('of a slow class is being made, and then there', async () => {
    await untilClaim(slow, { state: 'creating' });
    const { workloads } = await untilClaim(slow, { state: 'attached' });

    expect(workloads[0].verdict).toBe('persistent');
  });

  it('whose volume cannot be made passes on the words of the driver', async () => {
    const { workloads } = await untilClaim(broken, {
      state: 'failed',
      message: expect.stringContaining('the storage pool is full'),
    });

    expect(workloads[0].verdict).not.toBe('persistent');
    expect(workloads[0].findings.map(({ code }) => code)).toContain(
      'CLAIM_FAILED',
    );
  });

  it('that does not exist is named', async () => {
    const { workloads } = await portal.until(missing, answer =>
      expect(answer.workloads[0].findings.map(({ code }) => code)).toContain(
        'CLAIM_UNKNOWN',
      ),
    );

    expect(workloads[0].verdict).not.toBe('persistent');
    expect(JSON.stringify(workloads[0].findings)).toContain(missing);
  });

  it('that waits for its first pod is normal', async () => {
    const { workloads } = await untilClaim(later, { state: 'waiting-for-pod' });

    expect(
      workloads[0].findings.filter(({ severity }) => severity !== 'info'),
    ).toEqual([]);
  });
});
