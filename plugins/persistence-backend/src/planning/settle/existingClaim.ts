import {
  createFinding,
  type Finding,
} from 'backstage-plugin-persistence-common';
import { assessClaim } from '../../assessment';
import type { Claim } from '../../observation/view';
import { notSupportedYet } from '../notSupportedYet';
import type { Situation } from '../PlanDraft';
import { settled, unsettled, type Settled } from './Settled';

/** A claim of this entity's shelf. Whether another entity has one of this name is nobody's business: it is as if absent. */
export function settleExistingClaim(
  name: string,
  input: Situation,
): Settled<Claim> {
  const { workload, ownClaims } = input;
  const { namespace } = workload;
  const found = ownClaims.find(
    claim => claim.namespace === namespace && claim.name === name,
  );
  if (!found) {
    return unsettled(
      createFinding({
        code: 'CLAIM_UNKNOWN',
        severity: 'danger',
        params: { claim: name, workload: workload.name, namespace },
      }),
    );
  }
  const refusal = refusalOf(found, input);
  return refusal ? unsettled(refusal) : settled(found);
}

/** Why a claim of the entity cannot be used. */
function refusalOf(claim: Claim, input: Situation): Finding | undefined {
  const { view, facts, now, shelf } = input;
  const params = { claim: claim.name };
  if (claim.deleting) {
    return createFinding({
      code: 'CLAIM_DELETING',
      severity: 'danger',
      params,
    });
  }
  if (claim.volumeMode !== 'Filesystem' || mayOnlyBeRead(claim)) {
    return createFinding({
      code: 'CLAIM_WRONG_MODE',
      severity: 'danger',
      params,
    });
  }
  const { state, message } = assessClaim({ claim, view, facts, now });
  if (state === 'lost') {
    return createFinding({ code: 'CLAIM_LOST', severity: 'danger', params });
  }
  if (state === 'failed') {
    return createFinding({
      code: 'CLAIM_FAILED',
      severity: 'danger',
      params: { ...params, words: message ?? '' },
    });
  }
  if (shelf.some(({ uid }) => uid === claim.uid)) {
    return undefined;
  }
  return claim.accessModes.includes('ReadWriteMany')
    ? notSupportedYet('shared-claim', 'sharing the volume of something else')
    : createFinding({ code: 'CLAIM_IN_USE', severity: 'danger', params });
}

function mayOnlyBeRead({ accessModes }: Claim): boolean {
  return (
    accessModes.length > 0 && accessModes.every(mode => mode === 'ReadOnlyMany')
  );
}
