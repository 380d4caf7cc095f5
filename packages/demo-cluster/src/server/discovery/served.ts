import type { APIResource } from 'kubernetes-types/meta/v1';
import { apiVersionOf, type Resource } from '../../model/Resource';
import { allResources } from '../../resources';

const VERBS = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
const READING = ['get', 'list', 'watch'];

const REVIEWS: APIResource[] = [
  'SelfSubjectAccessReview',
  'SelfSubjectRulesReview',
].map(kind => ({
  name: `${kind.toLocaleLowerCase('en-US')}s`,
  singularName: kind.toLocaleLowerCase('en-US'),
  namespaced: false,
  kind,
  verbs: ['create'],
}));

/** Everything that is served, by group and version (`apps/v1`). */
export const served: ReadonlyMap<string, APIResource[]> = collect();

function collect(): Map<string, APIResource[]> {
  const found = new Map([['authorization.k8s.io/v1', REVIEWS]]);
  for (const resource of allResources) {
    const groupVersion = apiVersionOf(resource);
    found.set(groupVersion, [
      ...(found.get(groupVersion) ?? []),
      ...describe(resource),
    ]);
  }
  return found;
}

function verbsOf(resource: Resource): string[] {
  if (resource.notRun) {
    return READING;
  }
  return resource.kind === 'Namespace'
    ? VERBS.filter(verb => verb !== 'deletecollection')
    : VERBS;
}

function describe(resource: Resource): APIResource[] {
  const { plural, namespaced, kind } = resource;
  const subresource = (
    name: string,
    verbs: string[],
    other = {},
  ): APIResource => ({
    name: `${plural}/${name}`,
    singularName: '',
    namespaced,
    kind,
    verbs,
    ...other,
  });
  return [
    {
      name: plural,
      singularName: resource.singular,
      namespaced,
      kind,
      verbs: verbsOf(resource),
      ...(resource.shortNames ? { shortNames: [...resource.shortNames] } : {}),
    },
    ...(resource.status
      ? [subresource('status', ['get', 'patch', 'update'])]
      : []),
    ...(resource.scale
      ? [
          subresource('scale', ['get', 'patch', 'update'], {
            group: 'autoscaling',
            version: 'v1',
            kind: 'Scale',
          }),
        ]
      : []),
    ...(kind === 'Pod'
      ? [subresource('exec', ['create', 'get'], { kind: 'PodExecOptions' })]
      : []),
  ];
}
