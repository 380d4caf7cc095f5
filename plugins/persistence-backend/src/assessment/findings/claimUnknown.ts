import { createFinding } from 'backstage-plugin-persistence-common';
import type { Finder } from './Finder';

/** A claim that the template names and that does not exist. Those of claim templates come with their replicas. */
export const claimUnknown: Finder = ({ workload, view, absentClaims }) =>
  view.knows('persistentvolumeclaims')
    ? absentClaims
        .filter(({ template }) => !template)
        .map(({ name }) =>
          createFinding({
            code: 'CLAIM_UNKNOWN',
            severity: 'danger',
            params: {
              claim: name,
              workload: workload.name,
              namespace: workload.namespace,
            },
          }),
        )
    : [];
