import { readObject } from '../body';
import { parseWriteQuery } from '../query';
import type { Reply } from '../Reply';
import type { RequestContext } from '../RequestContext';
import { withNamespace } from './withNamespace';

/** Answers a PUT of an object or of its status. */
export async function update(context: RequestContext): Promise<Reply> {
  const { query, registry, request, target } = context;
  const { resource } = target;
  const { dryRun, fieldValidation } = parseWriteQuery(query, 'UpdateOptions');
  const { object, warnings } = await readObject(request, {
    resource,
    fieldValidation,
  });
  return {
    body: registry.update(resource, withNamespace(object, target), {
      dryRun,
      ...(target.subresource === 'status' ? { subresource: 'status' } : {}),
    }),
    warnings,
  };
}
