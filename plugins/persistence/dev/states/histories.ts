import {
  createFinding,
  type Operation,
} from 'backstage-plugin-persistence-common';
import type { DevState } from './DevState';
import {
  answer,
  assessment,
  type Clock,
  orders,
  persistentAssessment,
} from './building';
import {
  attaching,
  detaching,
  failedAt,
  redeploying,
  succeeded,
} from './buildingOperations';

const MANY = 23;

/** States of the history. */
export function historyStates(clock: Clock): DevState[] {
  return [
    {
      id: 'history',
      title: 'A history of everything that can happen',
      answers: [answer([persistentAssessment()])],
      history: eventful(clock),
    },
    {
      id: 'history-of-many',
      title: 'A history of many pages',
      answers: [answer([persistentAssessment()])],
      history: Array.from({ length: MANY }, (_, index) =>
        ended(
          succeeded(redeploying(clock, { paths: '/data' }), clock),
          `${index}`,
          clock.daysAgo(index + 1),
        ),
      ),
    },
    {
      id: 'history-failed',
      title: 'The history cannot be read',
      answers: [answer([persistentAssessment()])],
      historyFailure: {
        kind: 'error',
        status: 500,
        name: 'Error',
        message: 'Internal server error',
      },
    },
    {
      id: 'history-of-later-versions',
      title: 'Operations that this version does not know',
      answers: [answer([assessment()])],
      history: [laterVersion(clock)],
    },
  ];
}

/** The same at another time. */
function ended(operation: Operation, id: string, createdAt: string): Operation {
  const moved = new Date(createdAt).getTime();
  const took =
    new Date(operation.endedAt ?? createdAt).getTime() -
    new Date(operation.createdAt).getTime();
  return {
    ...operation,
    id,
    createdAt,
    startedAt: createdAt,
    endedAt: new Date(moved + took).toISOString(),
    undoable: false,
  };
}

function eventful(clock: Clock): Operation[] {
  const redeploy = succeeded(redeploying(clock, { paths: '/data' }), clock);
  const attach = succeeded(attaching(clock), clock);
  const detach = succeeded(detaching(clock), clock);
  return [
    {
      ...ended(redeploy, 'redeploy', clock.minutesAgo(130)),
      actor: { type: 'service', ref: 'external:release-pipeline' },
    },
    {
      ...ended(attach, 'again', clock.minutesAgo(190)),
      undoOf: 'taken-away',
      undoable: true,
      actor: { type: 'user', ref: 'user:default/grace' },
    },
    {
      ...ended(detach, 'taken-away', clock.minutesAgo(200)),
      state: 'undone',
      undoneBy: 'again',
    },
    {
      ...ended(
        failedAt(detaching(clock), 1, clock, {
          touched: true,
          error: createFinding({
            code: 'ROLLOUT_NOT_FINISHED',
            severity: 'danger',
            params: { workload: 'orders', minutes: 15 },
          }),
        }),
        'stuck',
        clock.daysAgo(1),
      ),
    },
    {
      ...ended(attach, 'attach', clock.daysAgo(2)),
    },
    {
      ...ended(attach, 'cancelled', clock.daysAgo(2.1)),
      state: 'cancelled',
    },
    {
      ...ended(
        failedAt(attaching(clock), 0, clock, {
          touched: false,
          error: createFinding({
            code: 'QUOTA_EXCEEDED',
            severity: 'danger',
            params: {
              namespace: 'shop',
              words: 'exceeded quota: storage',
            },
          }),
        }),
        'full',
        clock.daysAgo(3),
      ),
    },
    {
      ...ended(
        succeeded(
          redeploying(clock, { workload: orders({ name: 'orders-api' }) }),
          clock,
        ),
        'lost',
        clock.daysAgo(40),
      ),
    },
  ];
}

/** What a newer backend may send: the shapes are ours, the words are not. */
function laterVersion(clock: Clock): Operation {
  const operation = ended(
    succeeded(attaching(clock), clock),
    'later',
    clock.daysAgo(1),
  );
  return JSON.parse(
    JSON.stringify({
      ...operation,
      state: 'sublimated',
      intent: { kind: 'teleport' },
      plan: { ...operation.plan, intent: { kind: 'teleport' } },
    }),
  );
}
