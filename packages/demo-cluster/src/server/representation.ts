import { StatusError } from '../model/StatusError';
import type { Stored } from '../model/objects';

/** How objects are written into an answer. */
export type Representation = 'whole' | 'metadata';

/** What an answer says that it is when it holds metadata alone. */
export const METADATA_KIND = {
  kind: 'PartialObjectMetadata',
  apiVersion: 'meta.k8s.io/v1',
} as const;

/**
 * Picks the first representation of the Accept header that is served: JSON, whole or metadata only. Tables are passed over, as an API
 * server may do: `kubectl` then makes its own.
 *
 * @throws StatusError NotAcceptable
 * @see https://kubernetes.io/docs/reference/using-api/api-concepts/#alternate-representations-of-resources
 */
export function representationOf(accept: string | undefined): Representation {
  const wanted = (accept ?? '*/*').split(',').map(part => part.trim());
  for (const part of wanted) {
    const [type, ...parameters] = part.split(';').map(piece => piece.trim());
    const as = parameters
      .find(parameter => parameter.startsWith('as='))
      ?.slice('as='.length);
    if (['application/json', 'application/*', '*/*'].includes(type)) {
      if (as === undefined) {
        return 'whole';
      }
      if (as.startsWith('PartialObjectMetadata')) {
        return 'metadata';
      }
    }
  }
  throw new StatusError(
    'NotAcceptable',
    '406: Not Acceptable\n\nAvailable representations: application/json, application/json;stream=watch',
    { subject: {} },
  );
}

/** The object in the wanted representation. */
export function represent(object: Stored, as: Representation): object {
  return as === 'whole'
    ? object
    : { ...METADATA_KIND, metadata: object.metadata };
}
