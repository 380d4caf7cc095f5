import { apiVersionOf } from '../../model/Resource';
import { parseSelection } from '../lists/selection';
import type { Reply } from '../Reply';
import type { RequestContext } from '../RequestContext';
import { parseDeleteRequest } from './remove';

/** Answers a DELETE of all objects that a selector selects. */
export async function removeCollection(
  context: RequestContext,
): Promise<Reply> {
  const { query, registry, target } = context;
  const { resource } = target;
  const request = await parseDeleteRequest(context);
  const selection = parseSelection(query, target);
  const items = registry
    .list(resource)
    .filter(object => selection.matches(object))
    .map(({ metadata }) =>
      registry.delete(resource, metadata.namespace, metadata.name, request),
    );
  return {
    body: {
      kind: `${resource.kind}List`,
      apiVersion: apiVersionOf(resource),
      metadata: { resourceVersion: String(registry.version) },
      items,
    },
  };
}
