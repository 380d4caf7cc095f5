import { StatusError } from '../../model/StatusError';
import { readObject } from '../body';
import { parseWriteQuery } from '../query';
import type { Reply } from '../Reply';
import type { RequestContext } from '../RequestContext';
import { methodNotAllowed } from '../Target';
import { withNamespace } from './withNamespace';

/** Answers a POST of an object. */
export async function create(context: RequestContext): Promise<Reply> {
  const { query, registry, request, target } = context;
  const { resource } = target;
  if (resource.namespaced && target.namespace === undefined) {
    throw methodNotAllowed();
  }
  if (resource.notRun) {
    throw new StatusError('MethodNotAllowed', resource.notRun, { subject: {} });
  }
  const { dryRun, fieldValidation } = parseWriteQuery(query, 'CreateOptions');
  const { object, warnings } = await readObject(request, {
    resource,
    fieldValidation,
  });
  return {
    code: 201,
    body: registry.create(resource, withNamespace(object, target), { dryRun }),
    warnings,
  };
}
