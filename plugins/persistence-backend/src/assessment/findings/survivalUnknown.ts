import { createFinding } from 'backstage-plugin-persistence-common';
import { unreadable } from '../unreadable';
import type { Finder } from './Finder';

/** A cluster in which we could not see what the verdict depends on. */
export const survivalUnknown: Finder = ({ view }) => {
  const resources = unreadable(view);
  return resources.length > 0
    ? [
        createFinding({
          code: 'RESOURCES_UNREADABLE',
          severity: 'warning',
          params: { cluster: view.cluster, resources: resources.join(', ') },
        }),
      ]
    : [];
};
