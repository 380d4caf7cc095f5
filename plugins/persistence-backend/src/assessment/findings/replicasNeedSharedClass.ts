import { createFinding } from 'backstage-plugin-persistence-common';
import { endsByItself } from '../endsByItself';
import { exclusiveMode } from '../volumeUse';
import type { Finder } from './Finder';

/** Several replicas that need one volume which only one node or pod can use. Claims that each replica has for itself are fine. */
export const replicasNeedSharedClass: Finder = ({ workload, view, claims }) => {
  const { name, replicas } = workload;
  if (endsByItself(workload) || replicas < 2) {
    return [];
  }
  return claims.flatMap(({ claim, needed }) => {
    const accessMode = needed.template ? undefined : exclusiveMode(claim, view);
    return accessMode
      ? [
          createFinding({
            code: 'REPLICAS_NEED_SHARED_CLASS',
            severity: 'danger',
            params: { workload: name, replicas, claim: claim.name, accessMode },
          }),
        ]
      : [];
  });
};
