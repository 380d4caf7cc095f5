import type { Inspection, Mount } from 'backstage-plugin-persistence-common';
import type { ClusterView, Workload } from '../observation/view';
import type { Assess } from './Assess';
import { claimState } from './claimState';
import { eventsOf } from './events';
import { findingsOf, type Evidence } from './findings';
import { managerOf } from './manager';
import { mounts as mountsOf } from './mounts';
import { referTo } from './referTo';
import { rollout as rolloutOf } from './rollout';
import { summary } from './summary';
import { isKept, judge } from './verdict';
import { claimsOf } from './workloadClaims';

/** What we know of one workload. One file of this folder per question. */
export const assess: Assess = (workload, view, facts, now) => {
  const mounts = mountsOf({ workload, view, facts, now });
  const rollout = rolloutOf(workload, view);
  const { proof } = facts;
  const inspection =
    facts.inspection && broughtUpToDate(facts.inspection, mounts);
  const outcome = judge({ workload, view, mounts, inspection });
  const manager = managerOf(workload);
  return {
    workload: referTo(workload, view),
    verdict: outcome.verdict,
    summary: summary({ workload, view, outcome, inspection }),
    mounts,
    findings: findingsOf({
      workload,
      view,
      facts,
      mounts,
      rollout,
      ...claimsBehind(workload, view, now),
    }),
    rollout,
    events: eventsOf({ workload, view, mounts, rollout }),
    ...(manager && { manager }),
    ...(proof && { proof }),
    ...(inspection && { inspection }),
  };
};

function claimsBehind(
  workload: Workload,
  view: ClusterView,
  now: Date,
): Pick<Evidence, 'claims' | 'absentClaims'> {
  const claims: Evidence['claims'] = [];
  const absentClaims: Evidence['absentClaims'] = [];
  for (const needed of claimsOf(workload)) {
    const claim = view.claim(workload.namespace, needed.name);
    if (claim) {
      claims.push({ needed, claim, ...claimState({ claim, view, now }) });
    } else {
      absentClaims.push(needed);
    }
  }
  return { claims, absentClaims };
}

/** A volume may have come or gone since the look. */
function broughtUpToDate(inspection: Inspection, mounts: Mount[]): Inspection {
  return {
    ...inspection,
    paths: inspection.paths.map(found => ({
      ...found,
      survives: isKept(found, mounts),
    })),
  };
}
