import {
  createFinding,
  type MessageCode,
  type Operation,
  type WorkloadAction,
} from 'backstage-plugin-persistence-common';
import { answerOf } from '../__testUtils__/serveState';
import {
  activityOf,
  claimOf,
  concerningOf,
  isOfWorkload,
  isRunning,
  isWorthShowing,
  mayCancel,
  mayUndo,
  outcomeOf,
} from './index';

function operationOf(id: string): Operation {
  return answerOf(id).operations[0];
}

function of(overrides: object): Operation {
  return { ...operationOf('turned-on'), ...overrides };
}

describe('isRunning', () => {
  it.each([
    'turning-on-queued',
    'turning-on-claim',
    'operation-waiting',
    'operation-cancelling',
  ])('is so: %s', id => {
    expect(isRunning(operationOf(id))).toBe(true);
  });

  it.each([
    'turned-on',
    'turn-on-failed',
    'needs-attention',
    'operation-cancelled',
  ])('is not so: %s', id => {
    expect(isRunning(operationOf(id))).toBe(false);
  });

  it('of one that is being undone it is not so: another one does that', () => {
    expect(isRunning(of({ state: 'undoing' }))).toBe(false);
  });

  it('of states that this version does not know it goes by the end', () => {
    expect(isRunning(of({ state: 'pondering', endedAt: undefined }))).toBe(
      true,
    );
    expect(isRunning(of({ state: 'sublimated' }))).toBe(false);
  });
});

describe('mayUndo', () => {
  const denied = { intent: 'detach' as const, allowed: false };
  const workloadsWith = (...actions: WorkloadAction[]) => [
    { ...answerOf('turned-on').workloads[0], actions },
  ];
  const finding = (code: MessageCode) =>
    createFinding({ code, severity: 'info', params: { workload: 'orders' } });

  it.each<[string, Operation, WorkloadAction[], boolean]>([
    ['what can be undone', of({}), [], true],
    ['what cannot be undone', of({ undoable: false }), [], false],
    [
      'what this person may not undo',
      of({}),
      [{ ...denied, reason: finding('NOT_PERMITTED') }],
      false,
    ],
    [
      'what something else is in the way of now',
      of({}),
      [{ ...denied, reason: finding('WORKLOAD_PAUSED') }],
      true,
    ],
    [
      'what this person may not do again',
      of({}),
      [
        {
          intent: 'attach',
          allowed: false,
          reason: finding('NOT_PERMITTED'),
        },
      ],
      true,
    ],
  ])('is right about %s', (_, operation, actions, expected) => {
    expect(mayUndo(operation, workloadsWith(...actions))).toBe(expected);
  });

  it('goes by its own workload', () => {
    const [{ workload }] = answerOf('turned-on').workloads;
    const [own] = workloadsWith({
      ...denied,
      reason: finding('NOT_PERMITTED'),
    });
    const other = { ...own, workload: { ...workload, name: 'other' } };
    expect(mayUndo(of({}), [other])).toBe(true);
    expect(mayUndo(of({}), [other, own])).toBe(false);
  });
});

describe('mayCancel', () => {
  it.each([
    ['turning-on-queued', true],
    ['turning-on-claim', true],
    ['operation-waiting', true],
    // The pods are being replaced.
    ['turning-on-mount', false],
    ['turning-on-rollout', false],
    ['turning-off', false],
    ['restarting', false],
    ['operation-cancelling', false],
    ['turned-on', false],
  ])('of %s: %s', (id, allowed) => {
    expect(mayCancel(operationOf(id))).toBe(allowed);
  });
});

describe('activityOf', () => {
  it.each([
    ['turning-on-claim', 'turningOn'],
    ['turning-off', 'turningOff'],
    ['restarting', 'restarting'],
  ])('of %s is %s', (id, activity) => {
    expect(activityOf(operationOf(id))).toBe(activity);
  });

  it('of later versions is work', () => {
    expect(activityOf(of({ intent: { kind: 'teleport' } }))).toBe('working');
  });
});

describe('claimOf', () => {
  it('is the one that the plan settled on', () => {
    expect(claimOf(operationOf('turned-on'))).toBe('orders-data');
    expect(claimOf(operationOf('turned-off'))).toBe('orders-data');
    expect(claimOf(operationOf('restarting'))).toBeUndefined();
  });

  it('is the one from the shelf', () => {
    const operation = operationOf('turned-on');
    const intent = {
      kind: 'attach' as const,
      claim: { existing: 'orders-archive' },
    };

    expect(claimOf({ ...operation, plan: { ...operation.plan, intent } })).toBe(
      'orders-archive',
    );
  });
});

describe('isOfWorkload', () => {
  it('is so of the workload itself, and of a volume that it uses', () => {
    const [orders] = answerOf('persistent').workloads;
    const claim = {
      cluster: 'prod-eu',
      namespace: 'shop',
      name: 'orders-data',
    };

    expect(isOfWorkload(operationOf('turned-on'), orders)).toBe(true);
    expect(isOfWorkload(of({ target: { claim } }), orders)).toBe(true);
    expect(
      isOfWorkload(of({ target: { claim: { ...claim, name: 'x' } } }), orders),
    ).toBe(false);
    expect(
      isOfWorkload(
        of({ target: { claim: { ...claim, cluster: 'x' } } }),
        orders,
      ),
    ).toBe(false);
  });

  it('is not so of another one in the same answer', () => {
    const { workloads, operations } = answerOf('several-workloads-turning-on');

    expect(
      workloads.map(workload => isOfWorkload(operations[0], workload)),
    ).toEqual([false, true, false]);
  });
});

describe('concerningOf', () => {
  const [assessment] = answerOf('persistent').workloads;
  const older = of({ id: 'older', createdAt: '2026-01-01T00:00:00Z' });
  const newer = of({ id: 'newer', createdAt: '2026-01-02T00:00:00Z' });
  const running = of({
    id: 'running',
    state: 'running',
    endedAt: undefined,
    createdAt: '2025-01-01T00:00:00Z',
  });

  function concerning(operations: Operation[]) {
    return concerningOf(
      operations.map(operation => ({ operation })),
      assessment,
    )?.operation.id;
  }

  it('is the one that runs, else the last one', () => {
    expect(concerning([older, running, newer])).toBe('running');
    expect(concerning([older, newer])).toBe('newer');
    expect(concerning([])).toBeUndefined();
  });
});

describe('isWorthShowing', () => {
  const now = new Date();
  const minutesAgo = (minutes: number) =>
    new Date(now.getTime() - minutes * 60_000).toISOString();

  function shown(
    overrides: object,
    options: { id?: string; confirmed?: boolean } = {},
  ) {
    const { id = 'persistent', confirmed = true } = options;
    return isWorthShowing(of({ endedAt: minutesAgo(1), ...overrides }), {
      assessment: answerOf(id).workloads[0],
      confirmed,
      now,
    });
  }

  it('is so for ten minutes when it went well', () => {
    expect(shown({})).toBe(true);
    expect(shown({ endedAt: minutesAgo(9.9) })).toBe(true);
    expect(shown({ endedAt: minutesAgo(10) })).toBe(false);
  });

  it.each(['failed', 'needs-attention'])(
    'is so as long as the backend tells it: %s',
    state => {
      expect(shown({ state, endedAt: minutesAgo(59) })).toBe(true);
    },
  );

  it.each(['undone', 'undoing', 'running'])('is not so: %s', state => {
    expect(
      shown({ state, ...(state === 'running' && { endedAt: undefined }) }),
    ).toBe(false);
  });

  it('is not so when the cluster has something else by now', () => {
    expect(shown({}, { id: 'not-persistent' })).toBe(false);
    const [detached] = answerOf('turned-off').operations;
    expect(
      isWorthShowing(detached, {
        assessment: answerOf('persistent').workloads[0],
        confirmed: true,
        now,
      }),
    ).toBe(false);
  });

  it('is so while the answer is older than the end', () => {
    expect(shown({}, { id: 'not-persistent', confirmed: false })).toBe(true);
  });
});

describe('outcomeOf', () => {
  it.each([
    ['turned-on', 'attached', 'positive'],
    ['turned-off', 'detached', 'calm'],
    ['redeployed-kept', 'redeployed', 'positive'],
    ['redeployed-lost', 'redeployed', 'warning'],
    ['operation-cancelled', 'cancelled', 'calm'],
    ['turn-on-failed', 'attachFailed', 'danger'],
    ['turn-off-failed', 'detachFailed', 'danger'],
    ['restart-failed', 'redeployFailed', 'danger'],
    ['needs-attention', 'needsAttention', 'danger'],
  ])('of %s is %s (%s)', (id, outcome, tone) => {
    expect(outcomeOf(operationOf(id))).toEqual({ outcome, tone });
  });
});
