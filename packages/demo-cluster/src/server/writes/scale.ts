import type { Deployment } from 'kubernetes-types/apps/v1';
import type { Scale } from 'kubernetes-types/autoscaling/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import type { Stored } from '../../model/objects';
import type { Resource } from '../../model/Resource';
import { readObject } from '../body';
import { parseWriteQuery } from '../query';
import type { Reply } from '../Reply';
import type { RequestContext } from '../RequestContext';
import { methodNotAllowed } from '../Target';
import { patchObject, readPatch } from './patchObject';
import { withNamespace } from './withNamespace';

/** What Deployments, ReplicaSets and StatefulSets have in common as far as scaling goes. */
type Scalable = Pick<Deployment, 'apiVersion' | 'kind' | 'metadata'> & {
  spec?: { replicas?: number; selector?: LabelSelector };
  status?: { replicas?: number };
};

const SCALE = { group: 'autoscaling', version: 'v1', kind: 'Scale' };

/**
 * Answers GET, PUT and PATCH of `/scale`.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/scale-v1/
 */
export async function scale(context: RequestContext): Promise<Reply> {
  const { request, registry, target, query } = context;
  const { namespace, name = '' } = target;
  const resource: Resource<Scalable> = target.resource;
  const read = () => scaleOf(registry.get(resource, namespace, name));
  if (request.method === 'GET') {
    return { body: read() };
  }
  let wanted;
  let options;
  if (request.method === 'PUT') {
    options = parseWriteQuery(query, 'UpdateOptions');
    wanted = await readObject<Scale>(request, { resource: SCALE, ...options });
  } else if (request.method === 'PATCH') {
    options = parseWriteQuery(query, 'PatchOptions');
    const received = await readPatch(request);
    wanted = patchObject(read(), received, { resource: SCALE, ...options });
  } else {
    throw methodNotAllowed();
  }
  const { spec, metadata } = withNamespace(wanted.object, target);
  const written = registry.mutate(
    resource,
    namespace,
    name,
    draft => {
      draft.spec = { ...draft.spec, replicas: spec?.replicas ?? 0 };
      if (metadata?.resourceVersion) {
        draft.metadata.resourceVersion = metadata.resourceVersion;
      }
    },
    { dryRun: options.dryRun },
  );
  return { body: scaleOf(written), warnings: wanted.warnings };
}

function scaleOf({ metadata, spec, status }: Stored<Scalable>): Scale {
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: {
      name: metadata.name,
      namespace: metadata.namespace,
      uid: metadata.uid,
      resourceVersion: metadata.resourceVersion,
      creationTimestamp: metadata.creationTimestamp,
    },
    spec: { replicas: spec?.replicas ?? 0 },
    status: {
      replicas: status?.replicas ?? 0,
      selector: selectorText(spec?.selector),
    },
  };
}

function selectorText(selector: LabelSelector | undefined): string {
  return [
    ...Object.entries(selector?.matchLabels ?? {}).map(
      ([key, value]) => `${key}=${value}`,
    ),
    ...(selector?.matchExpressions ?? []).map(
      ({ key, operator, values = [] }) => {
        switch (operator) {
          case 'Exists':
            return key;
          case 'DoesNotExist':
            return `!${key}`;
          default:
            return `${key} ${operator === 'In' ? 'in' : 'notin'} (${values.join(',')})`;
        }
      },
    ),
  ].join(',');
}
