import { createFinding } from 'backstage-plugin-persistence-common';
import { rolloutOf } from '../../assessment';
import type { Rule } from './Rule';

/** What does not start now does not start with another change, and then nobody knows which one it was. */
export const rolloutStuck: Rule = ({ workload, view }) => {
  const { state, message } = rolloutOf(workload, view);
  return state === 'stuck'
    ? [
        createFinding({
          code: 'ROLLOUT_STUCK',
          severity: 'danger',
          params: { workload: workload.name, words: message ?? '' },
        }),
      ]
    : [];
};
