import { createFinding } from 'backstage-plugin-persistence-common';
import type { Claim } from '../../observation/view';
import { notSupportedYet } from '../notSupportedYet';
import type { Situation } from '../PlanDraft';
import { settled, unsettled, type Settled } from './Settled';

/** A claim of this entity's shelf. Whether another entity has one of this name is nobody's business: it is as if absent. */
export function settleExistingClaim(
  name: string,
  input: Situation,
): Settled<Claim> {
  const { workload, view, shelf, ownClaims } = input;
  const params = { claim: name };
  const found = view.claim(workload.namespace, name);
  const isOwn = ownClaims.some(
    claim => claim.namespace === workload.namespace && claim.name === name,
  );
  if (!found || !isOwn) {
    return unsettled(
      createFinding({
        code: 'CLAIM_UNKNOWN',
        severity: 'danger',
        params: {
          ...params,
          workload: workload.name,
          namespace: workload.namespace,
        },
      }),
    );
  }
  if (found.deleting) {
    return unsettled(
      createFinding({ code: 'CLAIM_DELETING', severity: 'danger', params }),
    );
  }
  if (found.volumeMode !== 'Filesystem') {
    return unsettled(
      createFinding({ code: 'CLAIM_WRONG_MODE', severity: 'danger', params }),
    );
  }
  if (found.phase === 'Lost') {
    return unsettled(
      createFinding({ code: 'CLAIM_LOST', severity: 'danger', params }),
    );
  }
  const onShelf = shelf.find(({ uid }) => uid === found.uid);
  if (!onShelf) {
    return found.accessModes.includes('ReadWriteMany')
      ? unsettled(notSupportedYet('shared-claim', 'sharing a volume'))
      : unsettled(
          createFinding({ code: 'CLAIM_IN_USE', severity: 'danger', params }),
        );
  }
  return settled(found);
}
