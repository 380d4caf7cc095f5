import type {
  SelfSubjectAccessReview,
  SelfSubjectRulesReview,
} from 'kubernetes-types/authorization/v1';
import type { IncomingMessage } from 'node:http';
import { fieldErrors } from '../model/fieldErrors';
import { invalid } from '../model/failures';
import { StatusError } from '../model/StatusError';
import { readObject } from './body';
import { parseWriteQuery } from './query';
import type { Reply } from './Reply';
import { methodNotAllowed } from './Target';

const GROUP = { group: 'authorization.k8s.io', version: 'v1' };
const REASON = 'the demo cluster has one user, who may do everything';

/**
 * Answers what the caller may do: everything, since the kubeconfig's user is the only one.
 *
 * @returns undefined when the path is no review
 * @see https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access
 */
export async function accessReview(
  request: IncomingMessage,
  options: { path: string; query: URLSearchParams },
): Promise<Reply | undefined> {
  const name = /^\/apis\/authorization\.k8s\.io\/v1\/([a-z]+)$/.exec(
    options.path,
  )?.[1];
  if (
    name !== 'selfsubjectaccessreviews' &&
    name !== 'selfsubjectrulesreviews'
  ) {
    return undefined;
  }
  if (request.method !== 'POST') {
    throw methodNotAllowed();
  }
  const kind =
    name === 'selfsubjectaccessreviews'
      ? 'SelfSubjectAccessReview'
      : 'SelfSubjectRulesReview';
  const { fieldValidation } = parseWriteQuery(options.query, 'CreateOptions');
  const resource = { ...GROUP, kind };
  const { object, warnings } = await readObject<
    SelfSubjectAccessReview & SelfSubjectRulesReview
  >(request, { resource, fieldValidation });
  return {
    code: 201,
    body: kind === 'SelfSubjectAccessReview' ? allow(object) : allRules(object),
    warnings,
  };
}

function allow(review: SelfSubjectAccessReview): SelfSubjectAccessReview {
  const { resourceAttributes, nonResourceAttributes } = review.spec ?? {};
  if (Boolean(resourceAttributes) === Boolean(nonResourceAttributes)) {
    throw invalid({ ...GROUP, kind: 'SelfSubjectAccessReview' }, '', [
      fieldErrors.invalid(
        'spec.resourceAttributes',
        resourceAttributes ?? null,
        'exactly one of nonResourceAttributes or resourceAttributes must be specified',
      ),
    ]);
  }
  return {
    kind: 'SelfSubjectAccessReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec: review.spec ?? {},
    status: { allowed: true, reason: REASON },
  };
}

function allRules(review: SelfSubjectRulesReview): object {
  if (!review.spec?.namespace) {
    throw new StatusError('BadRequest', 'no namespace on request');
  }
  return {
    kind: 'SelfSubjectRulesReview',
    apiVersion: 'authorization.k8s.io/v1',
    metadata: {},
    spec: review.spec ?? {},
    status: {
      resourceRules: [{ verbs: ['*'], apiGroups: ['*'], resources: ['*'] }],
      nonResourceRules: [{ verbs: ['*'], nonResourceURLs: ['*'] }],
      incomplete: false,
    },
  };
}
