import type { IncomingMessage } from 'node:http';
import { parse as parseYaml } from 'yaml';
import { isJsonObject, type JsonObject } from '../model/json';
import type { Resource } from '../model/Resource';
import { apiVersionOf } from '../model/Resource';
import type { KubernetesObject } from '../model/objects';
import { StatusError } from '../model/StatusError';
import { decode } from '../schema/decode';
import { kindType } from '../schema/Schema';
import { duplicateFields } from './duplicateFields';
import type { FieldValidation } from './query';

/** Bodies larger than this are refused, as etcd refuses them. */
const MOST_BYTES = 3 * 1024 * 1024;

/** The media type of the body, without parameters. */
export function mediaType(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';')[0].trim();
}

/** @throws StatusError when the body is larger than objects may be */
export async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MOST_BYTES) {
      throw new StatusError(
        'BadRequest',
        `Request entity too large: limit is ${MOST_BYTES}`,
      );
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** An object as a client sent it, with the fields and types of its kind, and what was odd about it. */
export interface ReceivedObject<T extends KubernetesObject = KubernetesObject> {
  object: T;
  /** For `Warning` headers; empty unless the validation is `Warn`. */
  warnings: string[];
}

/**
 * Reads the object of a POST or PUT.
 *
 * @throws StatusError UnsupportedMediaType, or BadRequest for what cannot be read as the kind
 */
export async function readObject<T extends KubernetesObject = KubernetesObject>(
  request: IncomingMessage,
  options: {
    resource: Pick<Resource, 'group' | 'version' | 'kind'>;
    fieldValidation: FieldValidation;
  },
): Promise<ReceivedObject<T>> {
  const type = mediaType(request);
  if (!['', 'application/json', 'application/yaml'].includes(type)) {
    throw new StatusError(
      'UnsupportedMediaType',
      'the body of the request was in an unknown format - accepted media types include: application/json, application/yaml',
    );
  }
  const text = await readText(request);
  const { resource, fieldValidation } = options;
  const value = parseText(text, {
    yaml: type === 'application/yaml',
    kind: resource.kind,
  });
  const apiVersion = apiVersionOf(resource);
  const {
    kind: sentKind = resource.kind,
    apiVersion: sentVersion = apiVersion,
  } = value;
  if (sentKind !== resource.kind || sentVersion !== apiVersion) {
    throw new StatusError(
      'BadRequest',
      `${sentKind} in version "${String(sentVersion).split('/').pop()}" cannot be handled as a ${resource.kind}: converting (${sentVersion}.${sentKind}) to (${apiVersion}.${resource.kind}): unknown conversion`,
    );
  }
  return decodeAs(value, {
    resource,
    fieldValidation,
    duplicates: type === 'application/yaml' ? [] : duplicateFields(text),
  });
}

/**
 * Turns JSON into an object of the kind.
 *
 * @throws StatusError BadRequest
 */
export function decodeAs<T extends KubernetesObject = KubernetesObject>(
  value: JsonObject,
  options: {
    resource: Pick<Resource, 'group' | 'version' | 'kind'>;
    fieldValidation: FieldValidation;
    duplicates: string[];
  },
): ReceivedObject<T> {
  const { resource, fieldValidation, duplicates } = options;
  const cannot = (why: string) =>
    new StatusError(
      'BadRequest',
      `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: ${why}`,
    );
  let decoded;
  try {
    decoded = decode(value, kindType(apiVersionOf(resource), resource.kind));
  } catch (error) {
    throw error instanceof StatusError ? cannot(error.message) : error;
  }
  const oddities = [
    ...decoded.strictErrors,
    ...duplicates.map(path => `duplicate field "${path}"`),
  ];
  if (fieldValidation === 'Strict' && oddities.length) {
    throw cannot(`strict decoding error: ${oddities.join(', ')}`);
  }
  return {
    object: decoded.object as KubernetesObject as T,
    warnings: fieldValidation === 'Warn' ? oddities : [],
  };
}

function parseText(
  text: string,
  options: { yaml: boolean; kind: string },
): JsonObject {
  let value: unknown;
  try {
    value = options.yaml ? parseYaml(text) : JSON.parse(text);
  } catch (error) {
    throw unrecognized(text, options.kind, jsonProblem(text, error));
  }
  if (!isJsonObject(value)) {
    throw unrecognized(text, options.kind, 'not an object');
  }
  return value;
}

/** Go and Node word it differently; what matters most is whether something is missing at the end. */
function jsonProblem(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const position = /position (\d+)/.exec(message)?.[1];
  return position === undefined || Number(position) >= text.length
    ? 'unexpected end of JSON input'
    : message;
}

function unrecognized(text: string, kind: string, why: string): StatusError {
  return new StatusError(
    'BadRequest',
    `the object provided is unrecognized (must be of type ${kind}): couldn't get version/kind; json parse error: ${why} (${text.slice(0, 40) || '<empty>'})`,
  );
}
