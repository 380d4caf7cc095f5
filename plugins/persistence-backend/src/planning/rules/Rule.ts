import type { Finding } from 'backstage-plugin-persistence-common';
import type { Situation } from '../PlanDraft';

/** Says why a workload cannot be changed now, whatever is asked for. One rule, one file, one code. */
export type Rule = (input: Situation) => Finding[];
