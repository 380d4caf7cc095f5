import type { ObjectEvent, Stored } from '../../model/objects';
import { apiVersionOf } from '../../model/Resource';
import { invalid } from '../../model/failures';
import { fieldErrors } from '../../model/fieldErrors';
import { StatusError } from '../../model/StatusError';
import { parseBoolean, parseInteger } from '../query';
import { METADATA_KIND, represent, representationOf } from '../representation';
import type { RequestContext } from '../RequestContext';
import { parseSelection, type Selection } from './selection';
import { WatchStream } from './WatchStream';

/** The API server ends watches after 30 to 60 minutes unless told otherwise. */
const DEFAULT_TIMEOUT_SECONDS = 45 * 60;

/**
 * Streams the changes of a resource until the client goes or the time is up.
 *
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export function watch(context: RequestContext): void {
  const { query, registry, response, target } = context;
  const { resource } = target;
  const as = representationOf(context.request.headers.accept);
  const selection = parseSelection(query, target);
  const from = parseInteger(query, 'resourceVersion');
  const withBookmarks = parseBoolean(query, 'allowWatchBookmarks');
  const sendInitial = parseSendInitialEvents(query);
  const timeoutSeconds =
    parseInteger(query, 'timeoutSeconds') || DEFAULT_TIMEOUT_SECONDS;

  const stream = WatchStream.open(response, {
    timeoutMs: timeoutSeconds * 1000,
    ...(withBookmarks
      ? {
          bookmark: () => ({
            ...(as === 'metadata'
              ? METADATA_KIND
              : { kind: resource.kind, apiVersion: apiVersionOf(resource) }),
            metadata: { resourceVersion: String(registry.version) },
          }),
        }
      : {}),
  });
  const send = (type: ObjectEvent['type'], object: Stored) =>
    stream.send(type, represent(object, as));

  if (sendInitial || !from) {
    for (const object of registry.list(resource)) {
      if (selection.matches(object)) {
        send('ADDED', object);
      }
    }
    if (sendInitial && withBookmarks) {
      stream.sendBookmark({ 'k8s.io/initial-events-end': 'true' });
    }
  } else {
    const missed = registry.changesSince(resource, from);
    if (!missed) {
      stream.fail(
        new StatusError(
          'Expired',
          `too old resource version: ${from} (${registry.version})`,
        ),
      );
      return;
    }
    missed.forEach(event => forward(event, selection, send));
  }
  stream.onClose(
    registry.watch(resource, event => forward(event, selection, send)),
  );
}

/** To someone who watches a selection, an object that enters it is new and one that leaves it is gone. */
function forward(
  event: ObjectEvent,
  selection: Selection,
  send: (type: ObjectEvent['type'], object: Stored) => void,
): void {
  const { type, object, previous } = event;
  const matches = selection.matches(object);
  const matched = previous !== undefined && selection.matches(previous);
  if (type === 'DELETED') {
    if (matches || matched) {
      send('DELETED', object);
    }
  } else if (matches) {
    send(matched ? 'MODIFIED' : 'ADDED', object);
  } else if (matched) {
    const { resourceVersion } = object.metadata;
    send('DELETED', {
      ...previous,
      metadata: { ...previous.metadata, resourceVersion },
    });
  }
}

function parseSendInitialEvents(query: URLSearchParams): boolean {
  const wanted = parseBoolean(query, 'sendInitialEvents');
  const match = query.get('resourceVersionMatch');
  const options = { group: 'meta.k8s.io', kind: 'ListOptions' };
  if (wanted && match !== 'NotOlderThan') {
    throw invalid(options, '', [
      fieldErrors.forbidden(
        'resourceVersionMatch',
        'sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
      ),
    ]);
  }
  if (!query.has('sendInitialEvents') && match !== null) {
    throw invalid(options, '', [
      fieldErrors.forbidden(
        'resourceVersionMatch',
        'resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
      ),
    ]);
  }
  return wanted;
}
