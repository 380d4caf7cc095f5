import { createFinding } from 'backstage-plugin-persistence-common';
import type { Rule } from './Rule';

/**
 * An operator makes its workloads what its own object says, and takes other changes back.
 * https://kubernetes.io/docs/concepts/architecture/controller/
 */
export const ownedByOperator: Rule = ({ workload }) => {
  const { name, controller } = workload;
  return controller
    ? [
        createFinding({
          code: 'OWNED_BY_OPERATOR',
          severity: 'danger',
          params: {
            workload: name,
            ownerKind: controller.kind,
            owner: controller.name,
          },
        }),
      ]
    : [];
};
