import {
  createMessage,
  type Finding,
} from 'backstage-plugin-persistence-common';
import { assess } from '../assessment';
import { blocked } from './blocked';
import { restartDowntime } from './downtime';
import type { Planner } from './PlanDraft';
import { changeable, changesOf, note, planned } from './planned';
import { RULES } from './rules';

/** What an assessment says that the next redeploy meets, and this is one. */
const OF_NEXT_REDEPLOY: ReadonlySet<string> = new Set([
  'ROLLOUT_WILL_DEADLOCK',
  'CLAIM_UNKNOWN',
  'CLAIM_LOST',
  'NODE_FOLDER_VOLUME',
]);

/** Replaces all pods, so that everybody sees what survives. */
export const redeploy: Planner<'redeploy'> = input => {
  const { intent, workload, view, facts, now, entityRef } = input;
  const blockers = RULES.redeploy.flatMap(rule => rule(input));
  if (blockers.length > 0) {
    return blocked({ intent, blockers, input });
  }
  const { verdict, mounts, findings } = assess(workload, view, facts, now);
  const kept = mounts.filter(
    // What comes with the configuration cannot be written either
    ({ survives, readOnly }) => survives.redeploy && !readOnly,
  );
  const paths = [...new Set(kept.map(({ path }) => path))].join(', ');
  const params = { workload: workload.name };
  const target = changeable(workload, view);
  const steps = [
    planned(
      {
        kind: 'restart-workload',
        workload: target,
        restartedAt: now.toISOString(),
      },
      'STEP_RESTART',
      params,
    ),
    planned(
      { kind: 'await-rollout', workload: target, present: [], absent: [] },
      'STEP_AWAIT_RESTARTED',
      params,
    ),
  ];
  const isKept = kept.length > 0;
  return {
    intent,
    steps,
    consequences: [
      isKept
        ? note('REDEPLOY_KEEPS', { ...params, paths })
        : note('REDEPLOY_LOSES', params, 'warning'),
    ],
    warnings: findings
      .filter(({ code }) => OF_NEXT_REDEPLOY.has(code))
      .map((finding): Finding => ({ ...finding, severity: 'warning' })),
    blockers: [],
    downtime: restartDowntime(workload),
    dataAtRisk: {
      window: verdict === 'persistent' ? 'none' : 'unknown',
      why: isKept
        ? createMessage('ONLY_VOLUMES_ARE_KEPT', { ...params, paths })
        : createMessage('NOTHING_KEPT', params),
    },
    changes: changesOf(steps, entityRef),
    basis: null,
  };
};
