import type { SelfSubjectAccessReview } from 'kubernetes-types/authorization/v1';
import { expectStatus } from '../support/answer';
import { client, cluster } from '../support/cluster';
import { difference } from '../support/difference';
import { eventually } from '../support/eventually';
import { claim, deployment } from '../support/objects';

const PROTOBUF = 'application/vnd.kubernetes.protobuf';
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';
const idle = () => deployment({ spec: { replicas: 0 } });

const exactly = ({ resourceVersion }: { resourceVersion: string }) => ({
  resourceVersion,
  resourceVersionMatch: 'Exact',
});

/** Kinds that the demo cluster lists as empty, because clients ask for them. */
const EMPTY = [
  'api/v1 configmaps',
  'api/v1 secrets',
  'api/v1 limitranges',
  'apis/apps/v1 daemonsets',
  'apis/batch/v1 jobs',
  'apis/batch/v1 cronjobs',
  'apis/networking.k8s.io/v1 ingresses',
  'apis/autoscaling/v2 horizontalpodautoscalers',
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

export const apiDifferences = [
  difference({
    id: 'rbac',
    title: 'grants rights to users by roles',
    real: async () => {
      expect(
        (
          await client.call(
            'GET',
            '/apis/rbac.authorization.k8s.io/v1/clusterroles',
            { query: { limit: 1 } },
          )
        ).code,
      ).toBe(200);
    },
    demo: async () => {
      expect(
        (
          await client.call(
            'GET',
            '/apis/rbac.authorization.k8s.io/v1/clusterroles',
          )
        ).code,
      ).toBe(404);
      const review = await client.call<SelfSubjectAccessReview>(
        'POST',
        '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        {
          body: {
            spec: { resourceAttributes: { verb: 'delete', resource: 'nodes' } },
          },
        },
      );
      expect(review.ok().status).toEqual({
        allowed: true,
        reason: 'the demo cluster has one user, who may do everything',
      });
    },
  }),
  difference({
    id: 'server-side-apply',
    title: 'merges what several managers apply',
    real: async place => {
      const manifest = { apiVersion: 'apps/v1', kind: 'Deployment', ...idle() };
      const answer = await place.deployments.patch('web', manifest, {
        type: 'apply',
        query: { fieldManager: 'test' },
      });
      expect(answer.code).toBe(201);
    },
    demo: async place => {
      const answer = await place.deployments.patch('web', idle(), {
        type: 'apply',
        query: { fieldManager: 'test' },
      });
      expectStatus(answer, {
        code: 415,
        reason: 'UnsupportedMediaType',
        message:
          /^the demo cluster does not know application\/apply-patch\+yaml/,
      });
    },
  }),
  difference({
    id: 'json-patch',
    title: 'understands JSON Patch (RFC 6902)',
    real: async place => {
      (await place.claims.create(claim())).ok();
      const operations = [
        { op: 'add', path: '/metadata/labels', value: { a: 'b' } },
      ];
      expect(
        (await place.claims.patch('data', operations, { type: 'json' })).ok()
          .metadata.labels,
      ).toEqual({ a: 'b' });
    },
    demo: async place => {
      (await place.claims.create(claim())).ok();
      const answer = await place.claims.patch('data', [], { type: 'json' });
      expectStatus(answer, {
        code: 415,
        reason: 'UnsupportedMediaType',
        message:
          /^the demo cluster does not know application\/json-patch\+json/,
      });
    },
  }),
  difference({
    id: 'managed-fields',
    title: 'records which manager wrote which field',
    real: async place => {
      const created = (
        await place.claims.create(claim(), { fieldManager: 'test' })
      ).ok();
      expect(created.metadata.managedFields[0]).toMatchObject({
        manager: 'test',
        operation: 'Update',
      });
    },
    demo: async place => {
      const created = (
        await place.claims.create(claim(), { fieldManager: 'test' })
      ).ok();
      expect(created.metadata).not.toHaveProperty('managedFields');
    },
  }),
  difference({
    id: 'protobuf',
    title: 'speaks protobuf',
    real: async place => {
      const answer = await client.call('GET', place.claims.path, {
        accept: PROTOBUF,
      });
      expect(answer.headers['content-type']).toBe(PROTOBUF);
    },
    demo: async place => {
      expectStatus(
        await client.call('GET', place.claims.path, { accept: PROTOBUF }),
        { code: 406, reason: 'NotAcceptable' },
      );
    },
  }),
  difference({
    id: 'tables',
    title: 'renders lists as tables for kubectl',
    real: async place => {
      const answer = await client.call('GET', place.claims.path, {
        accept: `${TABLE},application/json`,
      });
      expect(answer.ok()).toMatchObject({ kind: 'Table' });
    },
    demo: async place => {
      const answer = await client.call('GET', place.claims.path, {
        accept: `${TABLE},application/json`,
      });
      expect(answer.ok()).toMatchObject({ kind: 'PersistentVolumeClaimList' });
      expectStatus(
        await client.call('GET', place.claims.path, { accept: TABLE }),
        { code: 406, reason: 'NotAcceptable' },
      );
    },
  }),
  difference({
    id: 'older-versions',
    title: 'lists objects as they were at an older version',
    real: async place => {
      const { metadata } = (
        await place.claims.create(claim({ name: 'one' }))
      ).ok();
      (await place.claims.create(claim({ name: 'two' }))).ok();
      const list = (await place.claims.list(exactly(metadata))).ok();
      expect(list.items.map(each => each.metadata.name)).toEqual(['one']);
    },
    demo: async place => {
      const { metadata } = (
        await place.claims.create(claim({ name: 'one' }))
      ).ok();
      (await place.claims.create(claim({ name: 'two' }))).ok();
      expectStatus(await place.claims.list(exactly(metadata)), {
        code: 410,
        reason: 'Expired',
      });
    },
  }),
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
];
