import type { Claim as ClaimAnswer } from 'backstage-plugin-persistence-common';
import type { Claim, ClusterView } from '../observation/view';
import type { Facts } from './Assess';
import { claimState } from './claimState';
import { referTo } from './referTo';

/** Which claim, and what is known around it. */
export interface ClaimQuestion {
  claim: Claim;
  view: ClusterView;
  now: Date;
  facts: Pick<Facts, 'usage'>;
}

/** What a claim is doing, who uses it, and what is on it. */
export function assessClaim(
  question: ClaimQuestion & { replica?: number },
): ClaimAnswer {
  const { claim, view, facts, replica } = question;
  const { state, message } = claimState(question);
  const volume = claim.volumeName ? view.volume(claim.volumeName) : undefined;
  const usage = facts.usage?.[claim.name];
  const unused = claim.conditions.find(
    ({ type, status }) => type === 'Unused' && status === 'True',
  );
  return {
    cluster: view.cluster,
    namespace: claim.namespace,
    name: claim.name,
    ...(replica !== undefined && { replica }),
    state,
    ...(message && { message: message.text }),
    ...(claim.storageClass && { storageClass: claim.storageClass }),
    accessModes: [...claim.accessModes],
    requestedSize: claim.requestedSize,
    ...(claim.capacitySize && { capacitySize: claim.capacitySize }),
    ...(usage && { usage }),
    ...(volume &&
      volume.reclaimPolicy !== 'Recycle' && {
        reclaimPolicy: volume.reclaimPolicy,
      }),
    ...(claim.volumeName && { volumeName: claim.volumeName }),
    usedBy: view.workloadsUsing(claim).map(workload => referTo(workload, view)),
    ...(unused?.since && { unusedSince: unused.since }),
    snapshots: [],
  };
}
