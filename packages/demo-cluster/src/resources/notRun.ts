import type { Resource } from '../model/Resource';

/**
 * Kinds that portals list on every page although a demo has none of them: they are served empty, so that the lists succeed, and
 * nothing of them can be created, because nothing here would run it.
 */
export const notRun: Resource[] = [
  kind({ kind: 'ConfigMap', shortNames: ['cm'] }),
  kind({ kind: 'Secret' }),
  kind({ kind: 'LimitRange', shortNames: ['limits'] }),
  kind({ kind: 'DaemonSet', group: 'apps', shortNames: ['ds'] }),
  kind({ kind: 'Job', group: 'batch' }),
  kind({ kind: 'CronJob', group: 'batch', shortNames: ['cj'] }),
  kind({
    kind: 'Ingress',
    group: 'networking.k8s.io',
    plural: 'ingresses',
    shortNames: ['ing'],
  }),
];

function kind(options: {
  kind: string;
  group?: string;
  plural?: string;
  shortNames?: string[];
}): Resource {
  const singular = options.kind.toLocaleLowerCase('en-US');
  const plural = options.plural ?? `${singular}s`;
  return {
    group: options.group ?? '',
    version: 'v1',
    kind: options.kind,
    plural,
    singular,
    shortNames: options.shortNames,
    namespaced: true,
    notRun: `the demo cluster does not run ${plural}: they can be listed, and there are never any`,
  };
}
