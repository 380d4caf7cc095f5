import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { resourceName } from '../model/Resource';
import { StatusError } from '../model/StatusError';
import { parseTarget } from './Target';

const OPEN_PATHS = ['/healthz', '/livez', '/readyz', '/version'];

/**
 * There is one user, who has the token of the kubeconfig and may do everything. Anybody else may ask for health and version.
 *
 * @throws StatusError Unauthorized for a wrong token, Forbidden without one
 */
export function checkAccess(
  request: IncomingMessage,
  options: { token: string; path: string; query: URLSearchParams },
): void {
  const { token, path, query } = options;
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const sent = Buffer.from(authorization.replace(/^Bearer /i, ''));
    const expected = Buffer.from(token);
    if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) {
      throw new StatusError('Unauthorized', 'Unauthorized');
    }
    return;
  }
  if (!OPEN_PATHS.includes(path)) {
    throw anonymous(request.method ?? 'GET', { path, query });
  }
}

function anonymous(
  method: string,
  options: { path: string; query: URLSearchParams },
): StatusError {
  const { path, query } = options;
  const target = parseTarget(path);
  if (!target) {
    return new StatusError(
      'Forbidden',
      `forbidden: User "system:anonymous" cannot ${method.toLocaleLowerCase('en-US')} path "${path}"`,
      { subject: {} },
    );
  }
  const { resource, namespace, name } = target;
  const named = name
    ? `${resourceName(resource)} "${name}"`
    : resourceName(resource);
  const scope = namespace
    ? `in the namespace "${namespace}"`
    : 'at the cluster scope';
  return new StatusError(
    'Forbidden',
    `${named} is forbidden: User "system:anonymous" cannot ${verb(method, { name, query })} resource "${resource.plural}" in API group "${resource.group}" ${scope}`,
    {
      subject: {
        ...(name ? { name } : {}),
        ...(resource.group ? { group: resource.group } : {}),
        kind: resource.plural,
      },
    },
  );
}

function verb(
  method: string,
  options: { name?: string; query: URLSearchParams },
): string {
  switch (method) {
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return options.name ? 'delete' : 'deletecollection';
    default:
      if (options.name) {
        return 'get';
      }
      return options.query.has('watch') ? 'watch' : 'list';
  }
}
