import { resourceName, type Resource } from '../model/Resource';
import { StatusError } from '../model/StatusError';
import { allResources } from '../resources';

/** What the path of a request names. */
export interface Target {
  resource: Resource;
  namespace?: string;
  name?: string;
  subresource?: string;
}

const byPath = new Map<string, Resource>(
  allResources.map((resource: Resource) => [
    `${resource.group}/${resource.version}/${resource.plural}`,
    resource,
  ]),
);
const groupVersions = new Set(
  allResources.map(({ group, version }) => `${group}/${version}`),
);

const NAMESPACE_SUBRESOURCES = ['status', 'finalize'];

/**
 * Reads `/api/v1/namespaces/demo/pods/web/exec` and the like.
 *
 * @returns undefined when the path belongs to no API group that is served
 * @throws StatusError NotFound when the group is served and the resource is not
 */
export function parseTarget(path: string): Target | undefined {
  const parts = path.split('/').filter(Boolean).map(decode);
  const [root, ...others] = parts;
  let group = '';
  let rest = others;
  if (root === 'apis') {
    [group = '', ...rest] = others;
  } else if (root !== 'api') {
    return undefined;
  }
  const [version, ...place] = rest;
  if (!groupVersions.has(`${group}/${version}`) || place.length === 0) {
    return undefined;
  }
  const namespaced = place[0] === 'namespaces' && place.length > 2;
  const [plural, name, subresource, excess] = namespaced
    ? place.slice(2)
    : place;
  // `/namespaces/demo/status` is about the namespace itself.
  const ofNamespace =
    namespaced && place.length === 3 && NAMESPACE_SUBRESOURCES.includes(plural);
  const target = ofNamespace
    ? { plural: 'namespaces', name: place[1], subresource: plural }
    : {
        plural,
        namespace: namespaced ? place[1] : undefined,
        name,
        subresource,
      };
  const resource = byPath.get(`${group}/${version}/${target.plural}`);
  const fits =
    resource &&
    excess === undefined &&
    (resource.namespaced
      ? target.namespace !== undefined || target.name === undefined
      : target.namespace === undefined);
  if (!fits) {
    throw unknownResource();
  }
  return {
    resource,
    namespace: target.namespace,
    name: target.name,
    subresource: target.subresource,
  };
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new StatusError('BadRequest', `invalid URL escape in "${part}"`);
  }
}

/** The answer for a path of a served group that names nothing. */
export function unknownResource(): StatusError {
  return new StatusError(
    'NotFound',
    'the server could not find the requested resource',
    {
      subject: {},
    },
  );
}

/** The answer for a verb that the target does not have. */
export function methodNotAllowed(): StatusError {
  return new StatusError(
    'MethodNotAllowed',
    'the server does not allow this method on the requested resource',
    { subject: {} },
  );
}

/** The answer for what Kubernetes has and the demo cluster has not. */
export function notServed(target: Target): StatusError {
  return new StatusError(
    'MethodNotAllowed',
    `the demo cluster does not serve ${resourceName(target.resource)}/${target.subresource}`,
    { subject: {} },
  );
}
