import type {
  SelfSubjectAccessReview,
  SelfSubjectRulesReview,
} from 'kubernetes-types/authorization/v1';
import { expectStatus } from './support/answer';
import { client } from './support/cluster';

const REVIEWS = '/apis/authorization.k8s.io/v1';

describe('who may do what', () => {
  it('refuses a wrong token with 401', async () => {
    expectStatus(await client.as('wrong').call('GET', '/api/v1/namespaces'), {
      code: 401,
      reason: 'Unauthorized',
      message: 'Unauthorized',
    });
  });

  it('refuses a wrong token for a write too, before it reads the body', async () => {
    expectStatus(
      await client
        .as('wrong')
        .call('POST', '/api/v1/namespaces', { body: '{' }),
      {
        code: 401,
        reason: 'Unauthorized',
      },
    );
  });

  it('answers whether we may do something', async () => {
    const answer = await client.call<SelfSubjectAccessReview>(
      'POST',
      `${REVIEWS}/selfsubjectaccessreviews`,
      {
        body: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: {
            resourceAttributes: {
              namespace: 'default',
              verb: 'patch',
              group: 'apps',
              resource: 'deployments',
            },
          },
        },
      },
    );

    expect(answer.code).toBe(201);
    expect(answer.json).toMatchObject({
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: {
        resourceAttributes: {
          namespace: 'default',
          verb: 'patch',
          group: 'apps',
          resource: 'deployments',
        },
      },
      status: { allowed: true },
    });
  });

  it('refuses a review that asks nothing', async () => {
    const answer = await client.call(
      'POST',
      `${REVIEWS}/selfsubjectaccessreviews`,
      { body: { spec: {} } },
    );

    expectStatus(answer, {
      code: 422,
      reason: 'Invalid',
      message: /exactly one of nonResourceAttributes or resourceAttributes/,
    });
  });

  it('lists what we may do in a namespace', async () => {
    const answer = await client.call<SelfSubjectRulesReview>(
      'POST',
      `${REVIEWS}/selfsubjectrulesreviews`,
      {
        body: { spec: { namespace: 'default' } },
      },
    );

    expect(answer.code).toBe(201);
    expect(answer.json).toMatchObject({
      kind: 'SelfSubjectRulesReview',
      status: {
        incomplete: false,
        resourceRules: expect.arrayContaining([
          expect.objectContaining({
            verbs: ['*'],
            apiGroups: ['*'],
            resources: ['*'],
          }),
        ]),
        nonResourceRules: expect.arrayContaining([
          expect.objectContaining({ verbs: ['*'], nonResourceURLs: ['*'] }),
        ]),
      },
    });
  });

  it('refuses a rules review without a namespace', async () => {
    const answer = await client.call(
      'POST',
      `${REVIEWS}/selfsubjectrulesreviews`,
      { body: { spec: {} } },
    );

    expectStatus(answer, {
      code: 400,
      reason: 'BadRequest',
      message: /no namespace on request/,
    });
  });
});
