import { createFinding } from 'backstage-plugin-persistence-common';
import type { ObservedResource } from '../../observation/view';
import type { Rule } from './Rule';

/** What has to be seen before anything is changed: who uses a claim, and what scales the workload. */
const NEEDED: readonly ObservedResource[] = [
  'deployments',
  'statefulsets',
  'daemonsets',
  'cronjobs',
  'jobs',
  'pods',
  'persistentvolumeclaims',
  'storageclasses',
  'horizontalpodautoscalers',
];

/** Nothing is planned on half a view. */
export const resourcesUnreadable: Rule = ({ view }) => {
  const missing = NEEDED.filter(resource => !view.knows(resource));
  return missing.length > 0
    ? [
        createFinding({
          code: 'RESOURCES_UNREADABLE',
          severity: 'danger',
          params: { cluster: view.cluster, resources: missing.join(', ') },
        }),
      ]
    : [];
};
