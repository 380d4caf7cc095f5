import { createFinding } from 'backstage-plugin-persistence-common';
import { claimsOf } from '../../assessment';
import type { Rule } from './Rule';

/**
 * A claim that is being deleted lives as long as a pod that uses it: replacing the pods would destroy the data.
 * https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection
 */
export const claimsDeleting: Rule = ({ workload, view }) =>
  claimsOf(workload).flatMap(({ name }) =>
    view.claim(workload.namespace, name)?.deleting
      ? [
          createFinding({
            code: 'CLAIM_DELETING',
            severity: 'danger',
            params: { claim: name },
          }),
        ]
      : [],
  );
