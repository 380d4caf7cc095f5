import { list } from './lists/list';
import { watch } from './lists/watch';
import { parseBoolean } from './query';
import type { Reply } from './Reply';
import { represent, representationOf } from './representation';
import type { RequestContext } from './RequestContext';
import { methodNotAllowed, notServed } from './Target';
import { StatusError } from '../model/StatusError';
import { create } from './writes/create';
import { patch } from './writes/patch';
import { remove } from './writes/remove';
import { removeCollection } from './writes/removeCollection';
import { scale } from './writes/scale';
import { update } from './writes/update';

/**
 * Answers a request for a resource.
 *
 * @returns undefined when the answer is a stream that goes on
 */
export async function route(
  context: RequestContext,
): Promise<Reply | undefined> {
  const { target, query } = context;
  const method = context.request.method ?? 'GET';
  if (target.subresource !== undefined) {
    return subresource(context, method);
  }
  if (target.name === undefined) {
    switch (method) {
      case 'GET':
        if (parseBoolean(query, 'watch')) {
          watch(context);
          return undefined;
        }
        return list(context);
      case 'POST':
        return create(context);
      case 'DELETE':
        if (target.resource.kind === 'Namespace' || target.resource.notRun) {
          throw methodNotAllowed();
        }
        return removeCollection(context);
      default:
        throw methodNotAllowed();
    }
  }
  switch (method) {
    case 'GET':
      return get(context);
    case 'PUT':
      return update(context);
    case 'PATCH':
      return patch(context);
    case 'DELETE':
      return remove(context);
    default:
      throw methodNotAllowed();
  }
}

async function subresource(
  context: RequestContext,
  method: string,
): Promise<Reply> {
  const { resource, subresource: name } = context.target;
  if (name === 'scale' && resource.scale) {
    return scale(context);
  }
  if (name === 'exec' && resource.kind === 'Pod') {
    throw new StatusError('BadRequest', 'Upgrade request required');
  }
  if (name !== 'status' || !resource.status) {
    throw notServed(context.target);
  }
  switch (method) {
    case 'GET':
      return get(context);
    case 'PUT':
      return update(context);
    case 'PATCH':
      return patch(context);
    default:
      throw methodNotAllowed();
  }
}

function get({ registry, request, target }: RequestContext): Reply {
  const object = registry.get(
    target.resource,
    target.namespace,
    target.name ?? '',
  );
  return { body: represent(object, representationOf(request.headers.accept)) };
}
