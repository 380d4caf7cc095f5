import type { Stored } from '../../model/objects';
import { apiVersionOf } from '../../model/Resource';
import { invalid } from '../../model/failures';
import { fieldErrors } from '../../model/fieldErrors';
import { StatusError } from '../../model/StatusError';
import { parseInteger } from '../query';
import type { Reply } from '../Reply';
import { represent, representationOf } from '../representation';
import type { RequestContext } from '../RequestContext';
import type { Continuation } from './Continuations';
import { parseSelection } from './selection';

/** Answers a list, in chunks where `limit` asks for them. */
export function list(context: RequestContext): Reply {
  const { target, query, continuations, registry } = context;
  const { resource } = target;
  const as = representationOf(context.request.headers.accept);
  refuseSendInitialEvents(query);
  const selection = parseSelection(query, target);
  const limit = parseInteger(query, 'limit') ?? 0;
  const token = query.get('continue');
  const whole: Continuation = token
    ? continuations.resume(token)
    : {
        version: registry.version,
        objects: registry
          .list(resource)
          .filter(object => selection.matches(object)),
        offset: 0,
      };
  if (!token) {
    checkVersion(query, registry.version);
  }
  const end = limit > 0 ? whole.offset + limit : whole.objects.length;
  const remaining = Math.max(0, whole.objects.length - end);
  return {
    body: {
      kind:
        as === 'metadata'
          ? 'PartialObjectMetadataList'
          : `${resource.kind}List`,
      apiVersion: as === 'metadata' ? 'meta.k8s.io/v1' : apiVersionOf(resource),
      metadata: {
        resourceVersion: String(whole.version),
        ...(remaining
          ? { continue: continuations.keep({ ...whole, offset: end }) }
          : {}),
        ...(remaining && !selection.narrows
          ? { remainingItemCount: remaining }
          : {}),
      },
      items: whole.objects
        .slice(whole.offset, end)
        .map(object =>
          as === 'metadata' ? represent(object, as) : withoutKind(object),
        ),
    },
  };
}

/** In a list the kind is said once, for all of its items. */
function withoutKind({
  kind: _kind,
  apiVersion: _version,
  ...rest
}: Stored): object {
  return rest;
}

function refuseSendInitialEvents(query: URLSearchParams): void {
  if (query.has('sendInitialEvents')) {
    throw invalid({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', [
      fieldErrors.forbidden(
        'sendInitialEvents',
        'sendInitialEvents is forbidden for list',
      ),
    ]);
  }
}

/**
 * Only the state of now can be listed: an exact older version is as one that was compacted away, and a version that does not exist yet is
 * refused at once, where the API server waits some seconds for it.
 */
function checkVersion(query: URLSearchParams, version: number): void {
  const wanted = parseInteger(query, 'resourceVersion');
  const match = query.get('resourceVersionMatch');
  if (match !== null && wanted === undefined) {
    throw invalid({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', [
      fieldErrors.forbidden(
        'resourceVersionMatch',
        'resourceVersionMatch is forbidden unless resourceVersion is provided',
      ),
    ]);
  }
  if (wanted !== undefined && wanted > version) {
    throw new StatusError(
      'Timeout',
      `Timeout: Too large resource version: ${wanted}, current: ${version}`,
      {
        causes: [
          {
            reason: 'ResourceVersionTooLarge',
            message: 'Too large resource version',
          },
        ],
      },
    );
  }
  if (match === 'Exact' && wanted !== version) {
    throw new StatusError(
      'Expired',
      `The resourceVersion for the provided list is too old.`,
    );
  }
}
