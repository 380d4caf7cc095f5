import { expectStatus } from '../support/answer';
import { client, cluster } from '../support/cluster';
import { difference } from '../support/difference';
import { eventually } from '../support/eventually';
import { autoscaler, claim, deployment } from '../support/objects';

/** A claim that asks for a copy of another. */
const clone = () => ({
  ...claim(),
  spec: {
    ...claim().spec,
    dataSource: { kind: 'PersistentVolumeClaim', name: 'other' },
  },
});
const balanced = () => ({
  metadata: { name: 'web' },
  spec: { type: 'LoadBalancer', ports: [{ port: 80 }] },
});
const idle = (spec: { replicas: number } = { replicas: 0 }) =>
  deployment({ spec });

/** Kinds that the demo cluster lists as empty, because clients ask for them. */
const EMPTY = [
  'api/v1 configmaps',
  'api/v1 secrets',
  'api/v1 limitranges',
  'apis/apps/v1 daemonsets',
  'apis/batch/v1 jobs',
  'apis/batch/v1 cronjobs',
  'apis/networking.k8s.io/v1 ingresses',
].map(text => text.split(' '));

/** Kinds and documents that the demo cluster does not know at all. */
const UNKNOWN = [
  '/openapi/v3',
  '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
  '/apis/coordination.k8s.io/v1/leases',
  '/apis/discovery.k8s.io/v1/endpointslices',
  '/apis/events.k8s.io/v1/events',
  '/apis/policy/v1/poddisruptionbudgets',
  '/apis/storage.k8s.io/v1/csidrivers',
  '/apis/storage.k8s.io/v1/volumeattributesclasses',
];

export const kindDifferences = [
  difference({
    id: 'read-only-kinds',
    title: 'runs jobs, daemon sets, config maps and more',
    real: async place => {
      const body = { metadata: { name: 'settings' }, data: { colour: 'red' } };
      expect(
        (
          await client.call('POST', place.path('api/v1', 'configmaps'), {
            body,
          })
        ).code,
      ).toBe(201);
      for (const [group, plural] of EMPTY) {
        expect((await client.call('GET', place.path(group, plural))).code).toBe(
          200,
        );
      }
    },
    demo: async place => {
      for (const [group, plural] of EMPTY) {
        const path = place.path(group, plural);
        expect(
          (await client.call<{ items: object[] }>('GET', path)).ok().items,
        ).toEqual([]);
        expectStatus(
          await client.call('POST', path, {
            body: { metadata: { name: 'any' } },
          }),
          {
            code: 405,
            reason: 'MethodNotAllowed',
            message: `the demo cluster does not run ${plural}: they can be listed, and there are never any`,
          },
        );
      }
    },
  }),
  difference({
    id: 'autoscaling',
    title: 'scales what an autoscaler says, whatever its load',
    real: async place => {
      (await place.deployments.create(idle({ replicas: 1 }))).ok();
      (await place.autoscalers.create(autoscaler({ minReplicas: 2 }))).ok();

      await place.deployments.until('web', ({ spec }) =>
        expect(spec.replicas).toBe(2),
      );
    },
    demo: async place => {
      (await place.deployments.create(idle({ replicas: 1 }))).ok();
      (await place.autoscalers.create(autoscaler({ minReplicas: 2 }))).ok();
      await place.readyPod({ app: 'web' });

      expect((await place.deployments.get('web')).ok().spec.replicas).toBe(1);
      expect((await place.autoscalers.get('web')).ok().status).toEqual({
        desiredReplicas: 0,
      });
    },
  }),
  difference({
    id: 'other-kinds',
    title: 'serves many more kinds and its OpenAPI documents',
    real: async () => {
      for (const path of UNKNOWN) {
        expect({ path, code: (await client.call('GET', path)).code }).toEqual({
          path,
          code: 200,
        });
      }
    },
    demo: async () => {
      for (const path of UNKNOWN) {
        expect({ path, code: (await client.call('GET', path)).code }).toEqual({
          path,
          code: 404,
        });
      }
    },
  }),
  difference({
    id: 'snapshots',
    title: 'takes snapshots of volumes, where a driver can',
    real: async place => {
      expect(
        (
          await client.call(
            'GET',
            place.path('apis/snapshot.storage.k8s.io/v1', 'volumesnapshots'),
          )
        ).code,
      ).toBe(200);
    },
    demo: async place => {
      expect(
        (
          await client.call(
            'GET',
            place.path('apis/snapshot.storage.k8s.io/v1', 'volumesnapshots'),
          )
        ).code,
      ).toBe(404);
    },
  }),
  difference({
    id: 'growth',
    title: 'grows volumes',
    real: async place => {
      (await place.claims.create(claim({ className: 'immediate' }))).ok();
      await place.claims.until('data', ({ status }) =>
        expect(status.phase).toBe('Bound'),
      );
      const grown = await place.claims.patch('data', {
        spec: { resources: { requests: { storage: '128Mi' } } },
      });
      expect(grown.ok().spec.resources.requests.storage).toBe('128Mi');
    },
    demo: async place => {
      (await place.claims.create(claim({ className: 'immediate' }))).ok();
      await place.claims.until('data', ({ status }) =>
        expect(status.phase).toBe('Bound'),
      );
      const grown = await place.claims.patch('data', {
        spec: { resources: { requests: { storage: '128Mi' } } },
      });
      expectStatus(grown, {
        code: 403,
        reason: 'Forbidden',
        message:
          'persistentvolumeclaims "data" is forbidden: the demo cluster cannot grow volumes',
      });
    },
  }),
  difference({
    id: 'pod-security',
    title:
      'warns about and refuses pods that break the security level of a namespace',
    real: async place => {
      const level = {
        'pod-security.kubernetes.io/enforce': 'restricted',
        'pod-security.kubernetes.io/warn': 'restricted',
      };
      (
        await cluster.namespaces.patch(place.name, {
          metadata: { labels: level },
        })
      ).ok();
      await eventually(async () =>
        expect(
          (await place.deployments.create(idle(), { dryRun: 'All' })).warnings,
        ).toEqual([
          expect.stringMatching(
            /^would violate PodSecurity "restricted:latest"/,
          ),
        ]),
      );
    },
    demo: async place => {
      const level = { 'pod-security.kubernetes.io/enforce': 'restricted' };
      const message =
        /the demo cluster does not enforce Pod Security Standards \(label pod-security\.kubernetes\.io\/enforce\)$/;
      const refused = { code: 403, reason: 'Forbidden', message };
      expectStatus(
        await cluster.namespaces.patch(place.name, {
          metadata: { labels: level },
        }),
        refused,
      );
      const name = place.unique('restricted');
      expectStatus(
        await cluster.namespaces.create({ metadata: { name, labels: level } }),
        refused,
      );
    },
  }),
  difference({
    id: 'validation',
    title: 'checks every field of a pod',
    real: async place => {
      const wrong = deployment({ pod: { dnsPolicy: 'Nobody' } });
      expectStatus(await place.deployments.create(wrong, { dryRun: 'All' }), {
        code: 422,
        reason: 'Invalid',
        message: /spec\.template\.spec\.dnsPolicy: Unsupported value: "Nobody"/,
      });
    },
    demo: async place => {
      const wrong = deployment({ pod: { dnsPolicy: 'Nobody' } });
      expect(
        (await place.deployments.create(wrong, { dryRun: 'All' })).code,
      ).toBe(201);
    },
  }),
  difference({
    id: 'data-sources',
    title: 'makes volumes from other volumes',
    real: async place => {
      expect((await place.claims.create(clone(), { dryRun: 'All' })).code).toBe(
        201,
      );
    },
    demo: async place => {
      expectStatus(await place.claims.create(clone(), { dryRun: 'All' }), {
        code: 422,
        reason: 'Invalid',
        message:
          'PersistentVolumeClaim "data" is invalid: spec.dataSource: Forbidden: the demo cluster makes empty volumes only',
      });
    },
  }),
  difference({
    id: 'service-types',
    title: 'has services for load balancers and names outside',
    real: async place => {
      expect(
        (await place.services.create(balanced(), { dryRun: 'All' })).code,
      ).toBe(201);
    },
    demo: async place => {
      expectStatus(await place.services.create(balanced(), { dryRun: 'All' }), {
        code: 422,
        reason: 'Invalid',
        message:
          'Service "web" is invalid: spec.type: Forbidden: the demo cluster has no services of the type LoadBalancer',
      });
    },
  }),
];
