import type { DeleteOptions } from 'kubernetes-types/meta/v1';
import { invalid } from '../../model/failures';
import { fieldErrors } from '../../model/fieldErrors';
import { isJsonObject } from '../../model/json';
import { StatusError } from '../../model/StatusError';
import type { DeleteRequest } from '../../registry/Registry';
import { decodeAs, readText } from '../body';
import { parseDryRun, parseInteger } from '../query';
import type { Reply } from '../Reply';
import type { RequestContext } from '../RequestContext';

const POLICIES = ['Background', 'Foreground', 'Orphan'] as const;

/** Kinds whose deletion answers with the object even when it is gone. */
const ANSWERED_WITH_OBJECT = [
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Pod',
  'ResourceQuota',
  'Service',
];

/** Answers a DELETE of an object. */
export async function remove(context: RequestContext): Promise<Reply> {
  const { registry, target } = context;
  const { resource, namespace, name = '' } = target;
  const request = await parseDeleteRequest(context);
  const deleted = registry.delete(resource, namespace, name, request);
  const stays =
    registry.find(resource, namespace, name)?.metadata.uid ===
    deleted.metadata.uid;
  if (stays || ANSWERED_WITH_OBJECT.includes(resource.kind)) {
    return { body: deleted };
  }
  return {
    body: {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Success',
      details: {
        name,
        ...(resource.group ? { group: resource.group } : {}),
        kind: resource.plural,
        uid: deleted.metadata.uid,
      },
    },
  };
}

/** The options stand in the body, or in the query where there is none. */
export async function parseDeleteRequest({
  request,
  query,
}: RequestContext): Promise<DeleteRequest> {
  const text = await readText(request);
  const options = text ? parseOptions(text) : optionsOf(query);
  const { propagationPolicy, preconditions } = options;
  const policy = POLICIES.find(known => known === propagationPolicy);
  const dryRun = parseDryRun(options.dryRun ?? []);
  const errors = [];
  if (propagationPolicy !== undefined && !policy) {
    errors.push(
      fieldErrors.notSupported('propagationPolicy', propagationPolicy, [
        ...POLICIES,
        'nil',
      ]),
    );
  }
  if (dryRun === undefined) {
    errors.push(fieldErrors.notSupported('dryRun', options.dryRun, ['All']));
  }
  if (errors.length) {
    throw invalid({ group: 'meta.k8s.io', kind: 'DeleteOptions' }, '', errors);
  }
  return {
    dryRun,
    gracePeriodSeconds: options.gracePeriodSeconds,
    preconditions,
    propagationPolicy: policy,
  };
}

function parseOptions(text: string): DeleteOptions {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (!isJsonObject(value)) {
    throw new StatusError(
      'BadRequest',
      'the body of the request is no DeleteOptions object',
    );
  }
  // Clients write the group of what they delete into apiVersion.
  const { apiVersion: _version, ...options } = value;
  return decodeAs(options, {
    resource: { group: '', version: 'v1', kind: 'DeleteOptions' },
    fieldValidation: 'Ignore',
    duplicates: [],
  }).object as DeleteOptions;
}

function optionsOf(query: URLSearchParams): DeleteOptions {
  return {
    dryRun: query.getAll('dryRun'),
    gracePeriodSeconds: parseInteger(query, 'gracePeriodSeconds'),
    propagationPolicy: query.get('propagationPolicy') ?? undefined,
  };
}
