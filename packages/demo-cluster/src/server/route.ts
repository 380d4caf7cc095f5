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
  const { name, subresource } = context.target;
  if (subresource !== undefined) {
    return ofSubresource(context);
  }
  return name === undefined ? ofCollection(context) : ofObject(context);
}

async function ofCollection(
  context: RequestContext,
): Promise<Reply | undefined> {
  const { query, request, target } = context;
  switch (request.method) {
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

async function ofObject(context: RequestContext): Promise<Reply> {
  switch (context.request.method) {
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

async function ofSubresource(context: RequestContext): Promise<Reply> {
  const { resource, subresource } = context.target;
  if (subresource === 'scale' && resource.scale) {
    return scale(context);
  }
  if (subresource === 'exec' && resource.kind === 'Pod') {
    throw new StatusError('BadRequest', 'Upgrade request required');
  }
  if (subresource !== 'status' || !resource.status) {
    throw notServed(context.target);
  }
  if (context.request.method === 'DELETE') {
    throw methodNotAllowed();
  }
  return ofObject(context);
}

function get({ registry, request, target }: RequestContext): Reply {
  const object = registry.get(
    target.resource,
    target.namespace,
    target.name ?? '',
  );
  return { body: represent(object, representationOf(request.headers.accept)) };
}
