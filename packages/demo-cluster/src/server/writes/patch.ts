import { parseWriteQuery } from '../query';
import type { Reply } from '../Reply';
import type { RequestContext } from '../RequestContext';
import { patchObject, readPatch } from './patchObject';
import { withNamespace } from './withNamespace';

/** Answers a PATCH of an object or of its status. */
export async function patch(context: RequestContext): Promise<Reply> {
  const { query, registry, request, target } = context;
  const { resource } = target;
  const { dryRun, fieldValidation } = parseWriteQuery(query, 'PatchOptions');
  const received = await readPatch(request);
  // From here on nothing waits, so no other write can come between reading and writing.
  const old = registry.get(resource, target.namespace, target.name ?? '');
  const { object, warnings } = patchObject(old, received, {
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
