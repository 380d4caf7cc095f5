export type { Assess, Assessment, Facts } from './Assess';
export { assess } from './assessWorkload';
export { assessClaim, type ClaimQuestion } from './assessClaim';
