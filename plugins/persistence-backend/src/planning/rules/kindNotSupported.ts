import type { Rule } from './Rule';
import { notSupportedYet } from '../notSupportedYet';

/** Other kinds are shown and not changed. */
export const kindNotSupported: Rule = ({ workload }) =>
  workload.kind === 'Deployment' || workload.kind === 'StatefulSet'
    ? []
    : [notSupportedYet('workload-kind', `changing a ${workload.kind}`)];
