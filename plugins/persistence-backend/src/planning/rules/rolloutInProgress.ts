import { createFinding } from 'backstage-plugin-persistence-common';
import { rolloutOf } from '../../assessment';
import type { Rule } from './Rule';

/** A change on top of a change that has not ended could not be told apart from it. */
export const rolloutInProgress: Rule = ({ workload, view }) => {
  const { state, message } = rolloutOf(workload, view);
  return state === 'progressing'
    ? [
        createFinding({
          code: 'ROLLOUT_IN_PROGRESS',
          severity: 'danger',
          params: { workload: workload.name, words: message ?? '' },
        }),
      ]
    : [];
};
