import {
  createFinding,
  type Finding,
} from 'backstage-plugin-persistence-common';
import type { Claim, PodVolume } from '../observation/view';
import { notSupportedYet } from './notSupportedYet';
import type { PlanningInput } from './PlanDraft';
import { settled, unsettled, type Settled } from './settle/Settled';

type ClaimVolume = PodVolume & { kind: 'claim' };

/** A claim in a pod template. */
export interface MountedClaim {
  volume: ClaimVolume;
  claim: Claim;
}

/** The claim of a workload that is asked for, else the only one. */
export function findMounted(
  input: PlanningInput<'detach'>,
): Settled<MountedClaim> {
  const { workload, view, intent } = input;
  const { name, namespace, claimTemplates } = workload;
  const volumes = workload.template.volumes.filter(isOfClaim);
  const claims = [...new Set(volumes.map(({ claimName }) => claimName))];
  if (intent.claim === undefined && claims.length > 1) {
    return unsettled(
      createFinding({
        code: 'CLAIM_NEEDED',
        severity: 'danger',
        params: { workload: name, claims: claims.join(', ') },
      }),
    );
  }
  const wanted = intent.claim ?? claims[0];
  const [volume, another] = volumes.filter(
    ({ claimName }) => claimName === wanted,
  );
  if (!volume) {
    return unsettled(
      claimTemplates.length > 0
        ? notSupportedYet(
            'per-replica',
            'taking away the volumes that each replica has',
          )
        : notMounted(name, wanted),
    );
  }
  if (another) {
    return unsettled(
      notSupportedYet(
        'several-volumes-of-claim',
        'taking away a volume claim that a pod has more than once',
      ),
    );
  }
  const claim = view.claim(namespace, volume.claimName);
  if (!claim) {
    return unsettled(
      createFinding({
        code: 'CLAIM_UNKNOWN',
        severity: 'danger',
        params: { claim: volume.claimName, workload: name, namespace },
      }),
    );
  }
  return claim.volumeMode === 'Filesystem'
    ? settled({ volume, claim })
    : unsettled(
        createFinding({
          code: 'CLAIM_WRONG_MODE',
          severity: 'danger',
          params: { claim: claim.name },
        }),
      );
}

function isOfClaim(volume: PodVolume): volume is ClaimVolume {
  return volume.kind === 'claim';
}

function notMounted(workload: string, claim: string | undefined): Finding {
  return claim === undefined
    ? createFinding({
        code: 'NOTHING_TO_DETACH',
        severity: 'danger',
        params: { workload },
      })
    : createFinding({
        code: 'CLAIM_NOT_MOUNTED',
        severity: 'danger',
        params: { workload, claim },
      });
}
