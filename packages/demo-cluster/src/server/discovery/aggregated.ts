import type { Reply } from '../Reply';
import { served } from './served';

const GROUP = 'apidiscovery.k8s.io';

/** Whether the client understands the answer that holds all groups and resources. */
export function wantsAggregated(accept: string): boolean {
  return accept.includes(GROUP) && accept.includes('v=v2');
}

/** Everything in one document, in the form of `apidiscovery.k8s.io/v2`. */
export function aggregated(wanted: (groupVersion: string) => boolean): Reply {
  return {
    contentType: `application/json;g=${GROUP};v=v2;as=APIGroupDiscoveryList`,
    body: {
      kind: 'APIGroupDiscoveryList',
      apiVersion: `${GROUP}/v2`,
      metadata: {},
      items: Array.from(served)
        .filter(([groupVersion]) => wanted(groupVersion))
        .map(([groupVersion, resources]) => {
          const [first, second] = groupVersion.split('/');
          const [group, of] = second ? [first, second] : ['', first];
          return {
            metadata: { name: group, creationTimestamp: null },
            versions: [
              {
                version: of,
                freshness: 'Current',
                resources: resources
                  .filter(({ name }) => !name.includes('/'))
                  .map(resource => ({
                    resource: resource.name,
                    responseKind: { group, version: of, kind: resource.kind },
                    scope: resource.namespaced ? 'Namespaced' : 'Cluster',
                    singularResource: resource.singularName,
                    verbs: resource.verbs,
                    ...(resource.shortNames
                      ? { shortNames: resource.shortNames }
                      : {}),
                    subresources: resources
                      .filter(({ name }) =>
                        name.startsWith(`${resource.name}/`),
                      )
                      .map(
                        ({
                          name,
                          kind,
                          verbs,
                          group: kindGroup,
                          version: kindVersion,
                        }) => ({
                          subresource: name.split('/')[1],
                          responseKind: {
                            group: kindGroup ?? group,
                            version: kindVersion ?? of,
                            kind,
                          },
                          verbs,
                        }),
                      ),
                  })),
              },
            ],
          };
        }),
    },
  };
}
