import { createFinding } from 'backstage-plugin-persistence-common';
import type { Rule } from './Rule';

/** The portal's configuration lets it only look. */
export const clusterReadOnly: Rule = ({ view }) =>
  view.readOnly
    ? [
        createFinding({
          code: 'CLUSTER_READ_ONLY',
          severity: 'info',
          params: { cluster: view.cluster },
        }),
      ]
    : [];
