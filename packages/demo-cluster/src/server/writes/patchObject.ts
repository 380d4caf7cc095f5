import type { IncomingMessage } from 'node:http';
import { invalid } from '../../model/failures';
import { fieldErrors } from '../../model/fieldErrors';
import { isJsonObject, type JsonObject } from '../../model/json';
import type { KubernetesObject } from '../../model/objects';
import { apiVersionOf, type Resource } from '../../model/Resource';
import { StatusError } from '../../model/StatusError';
import { mergePatch } from '../../patch/mergePatch';
import { strategicMergePatch } from '../../patch/strategicMergePatch';
import { decode } from '../../schema/decode';
import { kindType } from '../../schema/Schema';
import { mediaType, readText, type ReceivedObject } from '../body';
import { duplicateFields } from '../duplicateFields';
import type { FieldValidation } from '../query';

const STRATEGIC = 'application/strategic-merge-patch+json';
const MERGE = 'application/merge-patch+json';
const NOT_KNOWN = [
  'application/json-patch+json',
  'application/apply-patch+yaml',
];

/** A patch as it was received. */
export interface ReceivedPatch {
  type: typeof STRATEGIC | typeof MERGE;
  text: string;
  patch: JsonObject;
}

/**
 * Reads the body of a PATCH.
 *
 * @throws StatusError UnsupportedMediaType for other kinds of patches, BadRequest for what is no JSON object
 */
export async function readPatch(
  request: IncomingMessage,
): Promise<ReceivedPatch> {
  const type = mediaType(request);
  if (NOT_KNOWN.includes(type)) {
    throw new StatusError(
      'UnsupportedMediaType',
      `the demo cluster does not know ${type} - accepted media types include: ${MERGE}, ${STRATEGIC}`,
      { subject: {} },
    );
  }
  if (type !== STRATEGIC && type !== MERGE) {
    throw new StatusError(
      'UnsupportedMediaType',
      '415: Unsupported Media Type',
      { subject: {} },
    );
  }
  const text = await readText(request);
  let patch: unknown;
  try {
    patch = JSON.parse(text);
  } catch (error) {
    throw new StatusError(
      'BadRequest',
      `error decoding patch: ${error instanceof Error ? error.message : 'not JSON'}`,
    );
  }
  if (!isJsonObject(patch)) {
    throw new StatusError(
      'BadRequest',
      'error decoding patch: the patch is not a JSON object',
    );
  }
  return { type, text, patch };
}

/**
 * The object as the patch leaves it.
 *
 * @throws StatusError Invalid when that is no longer an object of the kind
 */
export function patchObject<T extends KubernetesObject>(
  object: T,
  received: ReceivedPatch,
  options: {
    resource: Pick<Resource, 'group' | 'version' | 'kind'>;
    fieldValidation: FieldValidation;
  },
): ReceivedObject<T> {
  const { resource, fieldValidation } = options;
  const type = kindType(apiVersionOf(resource), resource.kind);
  const original = object as KubernetesObject as JsonObject;
  const patched =
    received.type === STRATEGIC
      ? strategicMergePatch(original, received.patch, type)
      : mergePatch(original, received.patch);
  const refuse = (why: string) =>
    invalid({ group: '', kind: '' }, '', [
      fieldErrors.invalid('patch', JSON.stringify(received.patch), why),
    ]);
  let decoded;
  try {
    decoded = decode(patched, type);
  } catch (error) {
    throw error instanceof StatusError ? refuse(error.message) : error;
  }
  const oddities = [
    ...decoded.strictErrors,
    ...duplicateFields(received.text).map(path => `duplicate field "${path}"`),
  ];
  if (fieldValidation === 'Strict' && oddities.length) {
    throw refuse(`strict decoding error: ${oddities.join(', ')}`);
  }
  return {
    object: decoded.object as KubernetesObject as T,
    warnings: fieldValidation === 'Warn' ? oddities : [],
  };
}
