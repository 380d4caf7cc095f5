import type {
  Finding,
  Mount,
  Rollout,
} from 'backstage-plugin-persistence-common';
import type { Claim, ClusterView, Workload } from '../../observation/view';
import type { Facts } from '../Assess';
import type { ClaimCondition } from '../claimState';
import type { NeededClaim } from '../workloadClaims';

/** A claim that a workload's pods need and that exists. */
export interface FoundClaim extends ClaimCondition {
  needed: NeededClaim;
  claim: Claim;
}

/** What is known of a workload when its findings are looked for. */
export interface Evidence {
  workload: Workload;
  view: ClusterView;
  facts: Facts;
  mounts: Mount[];
  rollout: Rollout;
  /** The claims that the pods need: those that exist, and the names of the others. */
  claims: FoundClaim[];
  absentClaims: NeededClaim[];
}

/** Looks for one thing that a person must know. One finder, one file, one code. */
export type Finder = (evidence: Evidence) => Finding[];
