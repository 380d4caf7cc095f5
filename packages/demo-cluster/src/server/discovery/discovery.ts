import type { APIGroup } from 'kubernetes-types/meta/v1';
import { KUBERNETES_VERSION } from '../../schema/Schema';
import type { Reply } from '../Reply';
import { aggregated, wantsAggregated } from './aggregated';
import { served } from './served';

/**
 * Answers what the API offers: versions, groups, resources.
 *
 * @param path - without query
 * @param accept - the Accept header: clients may ask for everything in one answer
 * @returns undefined when the path asks for something else
 * @see https://kubernetes.io/docs/concepts/overview/kubernetes-api/#discovery-api
 */
export function discovery(path: string, accept = ''): Reply | undefined {
  const [root, ...rest] = path.split('/').filter(Boolean);
  if (path === '/' || path === '') {
    return {
      body: {
        paths: [
          '/api',
          '/api/v1',
          '/apis',
          '/healthz',
          '/livez',
          '/readyz',
          '/version',
        ],
      },
    };
  }
  if (root === 'version' && rest.length === 0) {
    return { body: version() };
  }
  if (root === 'api') {
    if (rest.length === 0) {
      return wantsAggregated(accept)
        ? aggregated(groupVersion => !groupVersion.includes('/'))
        : {
            body: {
              kind: 'APIVersions',
              versions: ['v1'],
              serverAddressByClientCIDRs: [],
            },
          };
    }
    return rest.length === 1 ? resourceList(rest[0]) : undefined;
  }
  if (root !== 'apis') {
    return undefined;
  }
  switch (rest.length) {
    case 0:
      return wantsAggregated(accept)
        ? aggregated(groupVersion => groupVersion.includes('/'))
        : {
            body: { kind: 'APIGroupList', apiVersion: 'v1', groups: groups() },
          };
    case 1: {
      const found = groups().find(group => group.name === rest[0]);
      return (
        found && { body: { kind: 'APIGroup', apiVersion: 'v1', ...found } }
      );
    }
    case 2:
      return resourceList(rest.join('/'));
    default:
      return undefined;
  }
}

function version() {
  const [major, minor] = KUBERNETES_VERSION.slice(1).split('.');
  return {
    major,
    minor,
    gitVersion: `${KUBERNETES_VERSION}-demo`,
    platform: `${process.platform}/${process.arch}`,
  };
}

function resourceList(groupVersion: string): Reply | undefined {
  const resources = served.get(groupVersion);
  return (
    resources && {
      body: {
        kind: 'APIResourceList',
        ...(groupVersion.includes('/') ? { apiVersion: 'v1' } : {}),
        groupVersion,
        resources,
      },
    }
  );
}

function groups(): APIGroup[] {
  return Array.from(served.keys())
    .filter(groupVersion => groupVersion.includes('/'))
    .sort()
    .map(groupVersion => {
      const [name, of] = groupVersion.split('/');
      return {
        name,
        versions: [{ groupVersion, version: of }],
        preferredVersion: { groupVersion, version: of },
      };
    });
}
