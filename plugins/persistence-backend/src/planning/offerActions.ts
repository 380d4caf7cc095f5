import {
  createFinding,
  type Finding,
  type IntentKind,
  type WorkloadAction,
} from 'backstage-plugin-persistence-common';
import type { Assessment } from '../assessment';
import type { ClusterView, Workload } from '../observation/view';

/**
 * What may be done with a workload now, and why not. Workloads of kinds that are shown and not changed get no offers.
 *
 * @param options.ambiguous - the finding OWNERSHIP_AMBIGUOUS, when more than one entity selects the workload
 */
export function offerActions(options: {
  workload: Workload;
  assessment: Assessment;
  ambiguous: Finding | undefined;
  view: ClusterView;
}): WorkloadAction[] {
  const reason = refusal(options);
  return intentsFor(options).map(intent => ({
    intent,
    allowed: false,
    reason,
  }));
}

function intentsFor(options: {
  workload: Workload;
  assessment: Assessment;
}): IntentKind[] {
  const { workload, assessment } = options;
  if (workload.kind !== 'Deployment' && workload.kind !== 'StatefulSet') {
    return [];
  }
  const mountsClaim = assessment.mounts.some(
    ({ source }) => source === 'claim' || source === 'claim-template',
  );
  return mountsClaim ? ['attach', 'detach'] : ['attach'];
}

function refusal(options: {
  ambiguous: Finding | undefined;
  view: ClusterView;
}): Finding {
  const { ambiguous, view } = options;
  if (ambiguous) {
    return ambiguous;
  }
  if (view.readOnly) {
    return createFinding({
      code: 'CLUSTER_READ_ONLY',
      severity: 'info',
      params: { cluster: view.cluster },
    });
  }
  return createFinding({ code: 'NOT_SUPPORTED_YET', severity: 'info' });
}
