import type { Entity } from '@backstage/catalog-model';
import type { EntityIndex } from '../entities';
import type { Operation } from 'backstage-plugin-persistence-common';
import { DEFAULT_POLICIES } from '../policies/testing';
import { DefaultEntityStatusService } from './DefaultEntityStatusService';
import {
  claim,
  component,
  deployment,
  FakeObservation,
  labelled,
  pod,
} from './testing';

const NOW = new Date('2026-02-01T00:00:00Z');
const GUESTBOOK = component({ name: 'guestbook' });

describe('DefaultEntityStatusService', () => {
  let observation: FakeObservation;
  let selecting: string[];
  let noticed: string[];
  let operations: jest.Mock<Promise<Operation[]>, [entityRef: string]>;
  let service: DefaultEntityStatusService;

  beforeEach(() => {
    observation = new FakeObservation();
    selecting = [];
    noticed = [];
    operations = jest.fn().mockResolvedValue([]);
    const entityIndex: EntityIndex = {
      entitiesSelecting: () => selecting,
      noticed: entityRef => noticed.push(entityRef),
    };
    service = DefaultEntityStatusService.create({
      clusters: () => observation.clusters(),
      entityIndex,
      policies: DEFAULT_POLICIES,
      operations,
      now: () => NOW,
    });
  });

  const guestbook = (
    options: { namespace?: string; annotations?: Record<string, string> } = {},
  ) =>
    deployment({
      name: 'guestbook',
      labels: labelled('guestbook'),
      ...options,
    });

  describe('status', () => {
    it('assesses the workloads that the entity selects', async () => {
      observation.set('eu', [
        guestbook(),
        deployment({ name: 'other', labels: labelled('other') }),
      ]);
      const answer = await service.status(GUESTBOOK);
      expect(answer).toMatchObject({
        entityRef: 'component:default/guestbook',
        lookup: {
          state: 'found',
          labelSelector: 'backstage.io/kubernetes-id=guestbook',
        },
        workloads: [
          {
            workload: {
              cluster: 'eu',
              namespace: 'demo',
              kind: 'Deployment',
              name: 'guestbook',
            },
            verdict: 'not-persistent',
            findings: [],
            actions: [
              { intent: 'attach', allowed: true },
              { intent: 'redeploy', allowed: true },
            ],
          },
        ],
        shelf: [],
        clusters: [{ name: 'eu', state: 'ok' }],
        operations: [],
      });
    });

    it('answers for several clusters, in their order', async () => {
      observation.set('us', [
        guestbook({ namespace: 'b' }),
        guestbook({ namespace: 'a' }),
      ]);
      observation.set('eu', [guestbook()], {
        readOnly: true,
      });
      const { workloads, clusters } = await service.status(GUESTBOOK);
      expect(
        workloads.map(
          ({ workload }) => `${workload.cluster}/${workload.namespace}`,
        ),
      ).toEqual(['us/a', 'us/b', 'eu/demo']);
      expect(workloads[2].actions[0].reason?.code).toBe('CLUSTER_READ_ONLY');
      expect(clusters.map(({ name, state }) => `${name} ${state}`)).toEqual([
        'us ok',
        'eu read-only',
      ]);
    });

    it('looks only into the cluster that the entity names', async () => {
      observation.set('eu', [guestbook()]);
      observation.set('us', [guestbook()]);
      const { workloads, clusters } = await service.status(
        component({ name: 'guestbook', cluster: 'us' }),
      );
      expect(workloads.map(({ workload }) => workload.cluster)).toEqual(['us']);
      expect(clusters.map(({ name }) => name)).toEqual(['us']);
    });

    it('says that a cluster which the entity names does not exist', async () => {
      observation.set('eu', [guestbook()]);
      const answer = await service.status(
        component({ name: 'guestbook', cluster: 'mars' }),
      );
      expect(answer).toMatchObject({
        lookup: { state: 'no-workload' },
        workloads: [],
        clusters: [{ name: 'mars', state: 'unreachable' }],
      });
    });

    it('says how a cluster in trouble is, and lets it hurt no other', async () => {
      observation.set('down', [], {
        status: { state: 'unreachable', message: 'No route to host' },
        unknown: ['deployments', 'pods'],
      });
      observation.set('eu', [guestbook()]);
      const { workloads, clusters } = await service.status(GUESTBOOK);
      expect(workloads).toHaveLength(1);
      expect(clusters).toMatchObject([
        { name: 'down', state: 'unreachable', message: 'No route to host' },
        { name: 'eu', state: 'ok' },
      ]);
    });

    it('tells an entity without annotations from one whose workloads are not there', async () => {
      observation.set('eu', [guestbook()]);
      await expect(
        service.status(component({ name: 'guestbook', id: false })),
      ).resolves.toEqual({
        entityRef: 'component:default/guestbook',
        lookup: { state: 'no-annotation' },
        workloads: [],
        shelf: [],
        clusters: [],
        operations: [],
      });
      await expect(
        service.status(component({ name: 'gone' })),
      ).resolves.toMatchObject({
        lookup: {
          state: 'no-workload',
          labelSelector: 'backstage.io/kubernetes-id=gone',
        },
        clusters: [{ name: 'eu' }],
      });
    });

    it('shows a selector that cannot be read, and nothing else', async () => {
      observation.set('eu', [guestbook(), claim({ name: 'data' })]);
      await expect(
        service.status(
          component({
            name: 'guestbook',
            annotations: {
              'backstage.io/kubernetes-label-selector': 'app in web',
            },
          }),
        ),
      ).resolves.toMatchObject({
        lookup: { state: 'no-workload', labelSelector: 'app in web' },
        workloads: [],
        shelf: [],
      });
    });

    it('writes references in lower case, as the catalog does', async () => {
      const entity: Entity = component({ name: 'GuestBook' });
      expect((await service.status(entity)).entityRef).toBe(
        'component:default/guestbook',
      );
    });

    it('tells the index of the entity', async () => {
      await service.status(GUESTBOOK);
      await service.status(component({ name: 'none', id: false }));
      expect(noticed).toEqual(['component:default/guestbook']);
    });
  });

  describe('ownership', () => {
    const OTHER = 'component:default/other';
    const codesOf = async () => {
      const [workload] = (await service.status(GUESTBOOK)).workloads;
      return {
        findings: workload.findings.map(({ code }) => code),
        reason: workload.actions[0].reason?.code,
      };
    };
    const CLEAR = { findings: [], reason: undefined };
    const AMBIGUOUS = {
      findings: ['OWNERSHIP_AMBIGUOUS'],
      reason: 'OWNERSHIP_AMBIGUOUS',
    };

    it.each([
      ['nobody else', [], undefined, CLEAR],
      ['only itself', ['component:default/guestbook'], undefined, CLEAR],
      [
        'another one',
        ['component:default/guestbook', OTHER],
        undefined,
        AMBIGUOUS,
      ],
      // The index has not heard of this entity yet
      ['another one that is known before it', [OTHER], undefined, AMBIGUOUS],
      [
        'another one, and the workload names this one',
        [OTHER],
        'component:default/guestbook',
        CLEAR,
      ],
      [
        'another one, and the workload names this one as people write',
        [OTHER],
        'Component:guestbook',
        CLEAR,
      ],
      [
        'another one, and the workload names the other one',
        [OTHER],
        OTHER,
        AMBIGUOUS,
      ],
      [
        'another one, and the workload names a third one',
        [OTHER],
        'component:default/third',
        AMBIGUOUS,
      ],
      [
        'another one, and the annotation is no reference',
        [OTHER],
        '::',
        AMBIGUOUS,
      ],
      [
        'nobody else, and the workload names one that does not select it',
        [],
        'component:default/third',
        CLEAR,
      ],
    ])(
      'is settled or not when %s selects it',
      async (_, refs, owner, codes) => {
        selecting = refs;
        observation.set('eu', [
          guestbook({
            ...(owner && {
              annotations: { 'backstage-persistence/entity': owner },
            }),
          }),
        ]);
        await expect(codesOf()).resolves.toEqual(codes);
      },
    );

    it('counts the others and does not name them', async () => {
      selecting = [OTHER, 'component:secret/project'];
      observation.set('eu', [guestbook()]);
      const answer = await service.status(GUESTBOOK);
      expect(answer.workloads[0].findings[0].params).toEqual({ count: 3 });
      expect(JSON.stringify(answer)).not.toMatch(/other|secret|project/);
    });
  });

  describe('the operations', () => {
    const operation: Operation = {
      id: 'one',
      entityRef: 'component:default/guestbook',
      target: { claim: { cluster: 'eu', namespace: 'demo', name: 'data' } },
      intent: { kind: 'redeploy' },
      plan: {
        id: 'plan',
        fingerprint: '',
        entityRef: 'component:default/guestbook',
        target: { claim: { cluster: 'eu', namespace: 'demo', name: 'data' } },
        intent: { kind: 'redeploy' },
        steps: [],
        consequences: [],
        warnings: [],
        blockers: [],
        downtime: { now: 'none', later: { code: '', params: {}, text: '' } },
        dataAtRisk: { window: 'none', why: { code: '', params: {}, text: '' } },
        changes: [],
      },
      state: 'running',
      steps: [],
      actor: { type: 'user', ref: 'user:default/guest' },
      createdAt: NOW.toISOString(),
      undoable: false,
    };

    it('are those of the entity, asked for once', async () => {
      operations.mockResolvedValue([operation]);
      observation.set('eu', [guestbook()]);
      const answer = await service.status(GUESTBOOK);
      expect(answer.operations).toEqual([operation]);
      expect(operations.mock.calls).toEqual([['component:default/guestbook']]);
    });

    it('are there where the entity has no annotation and no workload', async () => {
      operations.mockResolvedValue([operation]);
      const answer = await service.status(
        component({ name: 'guestbook', id: false }),
      );
      expect(answer).toMatchObject({
        lookup: { state: 'no-annotation' },
        operations: [operation],
      });
    });

    it('are not asked for where an answer has to be there at once', () => {
      observation.set('eu', [guestbook()]);
      expect(service.statusNow(GUESTBOOK).operations).toEqual([]);
      expect(operations).not.toHaveBeenCalled();
    });

    it('are never left out silently: where they are not known, there is no answer', async () => {
      operations.mockRejectedValue(new Error('no database'));
      observation.set('eu', [guestbook()]);
      await expect(service.status(GUESTBOOK)).rejects.toThrow('no database');
    });
  });

  describe('the shelf', () => {
    const shelved = async (entity = GUESTBOOK) =>
      (await service.status(entity)).shelf.map(({ name }) => name);

    it('has the claims of the entity that nothing uses, with what is recorded on them', async () => {
      observation.set('eu', [
        guestbook(),
        claim({
          name: 'guestbook-data',
          annotations: {
            'backstage-persistence/entity': 'component:default/guestbook',
            'backstage-persistence/path': '/data',
            'backstage-persistence/sub-path': 'files',
            'backstage-persistence/shelved-at': '2026-01-10T00:00:00Z',
            'backstage-persistence/keep-until': '2026-02-09T00:00:00+01:00',
            'backstage-persistence/shelved-by': 'user:default/guest',
          },
        }),
        claim({ name: 'old', labels: labelled('guestbook') }),
        claim({ name: 'nobodys' }),
      ]);
      expect((await service.status(GUESTBOOK)).shelf).toMatchObject([
        {
          cluster: 'eu',
          namespace: 'demo',
          name: 'guestbook-data',
          state: 'detached',
          path: '/data',
          subPath: 'files',
          shelvedAt: '2026-01-10T00:00:00Z',
          keepUntil: '2026-02-09T00:00:00+01:00',
          shelvedBy: 'user:default/guest',
        },
        { name: 'old', state: 'detached' },
      ]);
    });

    it('leaves out a record that says no time', async () => {
      observation.set('eu', [
        claim({
          name: 'data',
          labels: labelled('guestbook'),
          annotations: {
            'backstage-persistence/shelved-at': 'yesterday',
            'backstage-persistence/keep-until': '2026-13-40T00:00:00Z',
          },
        }),
      ]);
      const [{ shelvedAt, keepUntil }] = (await service.status(GUESTBOOK))
        .shelf;
      expect({ shelvedAt, keepUntil }).toEqual({});
    });

    it('has none that a template names, though no pod runs', async () => {
      observation.set('eu', [
        deployment({
          name: 'guestbook',
          labels: labelled('guestbook'),
          replicas: 0,
          volumes: [
            { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
          ],
        }),
        claim({ name: 'data', labels: labelled('guestbook') }),
      ]);
      await expect(shelved()).resolves.toEqual([]);
    });

    it.each([
      ['Running', []],
      ['Pending', []],
      ['Succeeded', ['data']],
      ['Failed', ['data']],
    ])('knows whether a pod in the phase %s uses it', async (phase, names) => {
      observation.set('eu', [
        pod({ name: 'somebody', claims: ['data'], phase }),
        claim({ name: 'data', labels: labelled('guestbook') }),
      ]);
      await expect(shelved()).resolves.toEqual(names);
    });

    it('has none that is being deleted or that another entity put there', async () => {
      observation.set('eu', [
        claim({
          name: 'going',
          labels: labelled('guestbook'),
          deleting: true,
        }),
        claim({
          name: 'of-another',
          labels: labelled('guestbook'),
          annotations: {
            'backstage-persistence/entity': 'component:default/other',
          },
        }),
      ]);
      await expect(shelved()).resolves.toEqual([]);
    });

    it.each([
      'deployments',
      'statefulsets',
      'daemonsets',
      'cronjobs',
      'jobs',
      'pods',
    ] as const)(
      'does not call anything unused while %s are not known',
      async resource => {
        observation.set(
          'eu',
          [claim({ name: 'data', labels: labelled('guestbook') })],
          { unknown: [resource] },
        );
        await expect(shelved()).resolves.toEqual([]);
      },
    );

    it('outlives the annotations of the entity', async () => {
      observation.set('eu', [
        claim({
          name: 'data',
          annotations: {
            'backstage-persistence/entity': 'component:default/guestbook',
          },
        }),
      ]);
      observation.set('us', []);
      await expect(
        service.status(component({ name: 'guestbook', id: false })),
      ).resolves.toMatchObject({
        lookup: { state: 'no-annotation' },
        shelf: [{ name: 'data' }],
        clusters: [{ name: 'eu' }],
      });
    });
  });

  describe('options', () => {
    const REFERENCE = {
      cluster: 'eu',
      namespace: 'demo',
      kind: 'Deployment',
      name: 'guestbook',
    } as const;

    it('puts together what the data could be kept on', async () => {
      observation.set('eu', [guestbook()]);
      await expect(service.options(GUESTBOOK, REFERENCE)).resolves.toEqual({
        paths: [],
        storageClasses: [],
        size: DEFAULT_POLICIES.size,
        claims: [],
        snapshots: [],
        volumes: [],
      });
    });

    it("offers the entity's own claims of the workload's namespace, and nobody else's", async () => {
      const own = { labels: labelled('guestbook') };
      observation.set('eu', [
        guestbook(),
        claim({ name: 'own', ...own }),
        claim({ name: 'nobodys' }),
        claim({ name: 'others', labels: labelled('other') }),
        claim({ name: 'elsewhere', namespace: 'prod', ...own }),
      ]);
      await expect(
        service.options(GUESTBOOK, REFERENCE),
      ).resolves.toMatchObject({
        claims: [{ name: 'own', namespace: 'demo', state: 'detached' }],
      });
    });

    it.each([
      ['another cluster', { cluster: 'us' }],
      ['another namespace', { namespace: 'prod' }],
      ['another kind', { kind: 'StatefulSet' as const }],
      ['another name', { name: 'guestbook-2' }],
      ["another entity's", { name: 'other' }],
    ])('does not know a workload of %s', async (_, part) => {
      observation.set('eu', [
        guestbook(),
        deployment({ name: 'other', labels: labelled('other') }),
      ]);
      await expect(
        service.options(GUESTBOOK, { ...REFERENCE, ...part }),
      ).rejects.toMatchObject({
        name: 'NotFoundError',
        message: 'The entity has no such workload',
      });
    });

    it('does not know a workload in a cluster that the entity does not name', async () => {
      observation.set('eu', [guestbook()]);
      await expect(
        service.options(
          component({ name: 'guestbook', cluster: 'us' }),
          REFERENCE,
        ),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
    });

    it('does not know any for an entity without annotations', async () => {
      observation.set('eu', [guestbook()]);
      await expect(
        service.options(component({ name: 'guestbook', id: false }), REFERENCE),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
    });
  });
});
