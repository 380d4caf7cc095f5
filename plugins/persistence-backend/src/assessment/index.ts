export { startsBeforeItEnds } from './updateStrategy';
export { claimsOf } from './workloadClaims';
export { exclusiveMode } from './volumeUse';
export { rollout as rolloutOf } from './rollout';
export type { Assess, Assessment, Facts } from './Assess';
export { assess } from './assessWorkload';
export { assessClaim, type ClaimQuestion } from './assessClaim';
export { referTo } from './referTo';
