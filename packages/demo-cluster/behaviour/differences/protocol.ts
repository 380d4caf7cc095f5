import type { SelfSubjectAccessReview } from 'kubernetes-types/authorization/v1';
import { expectStatus } from '../support/answer';
import { client } from '../support/cluster';
import { difference } from '../support/difference';
import { claim, deployment } from '../support/objects';

const PROTOBUF = 'application/vnd.kubernetes.protobuf';
const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io';
const idle = () => deployment({ spec: { replicas: 0 } });

const notPaused = () => deployment({ spec: { replicas: 0, paused: false } });

const otherUid = { metadata: { uid: '11111111-1111-1111-1111-111111111111' } };

const exactly = ({ resourceVersion }: { resourceVersion: string }) => ({
  resourceVersion,
  resourceVersionMatch: 'Exact',
});

export const protocolDifferences = [
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
    id: 'zero-values',
    title: 'leaves out what says the default anyway',
    real: async place => {
      const created = (await place.deployments.create(notPaused())).ok();
      expect(created.spec).not.toHaveProperty('paused');
    },
    demo: async place => {
      const created = (await place.deployments.create(notPaused())).ok();
      expect(created.spec).toHaveProperty('paused', false);
    },
  }),
  difference({
    id: 'patch-metadata',
    title: 'calls a patch of what never changes invalid',
    real: async place => {
      (await place.claims.create(claim())).ok();
      expectStatus(await place.claims.patch('data', otherUid), {
        code: 422,
        reason: 'Invalid',
        message: /metadata\.uid: .*field is immutable/,
      });
    },
    demo: async place => {
      (await place.claims.create(claim())).ok();
      expectStatus(await place.claims.patch('data', otherUid), {
        code: 409,
        reason: 'Conflict',
        message: /Precondition failed: UID in precondition/,
      });
    },
  }),
];
