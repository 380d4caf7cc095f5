import type { Rule } from './Rule';

/** Nobody changes what several entities select. */
export const ownershipAmbiguous: Rule = ({ ambiguous }) =>
  ambiguous ? [{ ...ambiguous, severity: 'danger' }] : [];
