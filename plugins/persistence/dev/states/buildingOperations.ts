import {
  createFinding,
  createMessage,
  type Finding,
  type Message,
  type MessageCode,
  type Operation,
  type OperationStep,
  type Plan,
  type WorkloadRef,
} from 'backstage-plugin-persistence-common';
import { type Clock, orders } from './building';

const KEEP_DAYS = 30;

function step(
  kind: string,
  code: MessageCode,
  params: Message['params'],
): OperationStep {
  return { kind, title: createMessage(code, params), state: 'waiting' };
}

function plan(
  options: Pick<Plan, 'target' | 'intent' | 'steps'> & {
    consequences: Finding[];
  },
): Plan {
  return {
    id: 'e0a5e0d2-3c1b-4a52-8f5e-0a4be8a0f3aa',
    fingerprint: 'f3b1',
    entityRef: 'component:default/orders',
    warnings: [],
    blockers: [],
    downtime: {
      now: 'brief',
      nowSeconds: 3,
      later: createMessage('DEPLOYS_AS_BEFORE', { workload: 'orders' }),
    },
    dataAtRisk: {
      window: 'none',
      why: createMessage('NOTHING_KEPT', { workload: 'orders' }),
    },
    changes: [],
    ...options,
  };
}

/** An operation that nobody has begun with yet. */
function queued(
  operation: Pick<Operation, 'intent' | 'steps'> & {
    workload: WorkloadRef;
    consequences: Finding[];
  },
  clock: Clock,
): Operation {
  const { workload, intent, steps, consequences } = operation;
  const target = { workload };
  return {
    id: '5a0d9c9e-6d0e-4c43-9a57-0d2f6d3c1b10',
    entityRef: 'component:default/orders',
    target,
    intent,
    plan: plan({ target, intent, steps, consequences }),
    state: 'queued',
    steps,
    actor: { type: 'user', ref: 'user:default/ada' },
    createdAt: clock.secondsAgo(1),
    undoable: false,
  };
}

/** Keeps `/data` on a new volume. */
export function attaching(
  clock: Clock,
  workload: WorkloadRef = orders(),
): Operation {
  const claim = `${workload.name}-data`;
  const params = { workload: workload.name, claim, path: '/data' };
  return queued(
    {
      workload,
      intent: {
        kind: 'attach',
        container: 'orders',
        path: '/data',
        claim: { name: claim, size: '1Gi', storageClass: 'standard' },
        existingFiles: 'start-empty',
      },
      steps: [
        step('create-claim', 'STEP_CREATE_CLAIM', {
          ...params,
          size: '1Gi',
          storageClass: 'standard',
        }),
        step('mount-claim', 'STEP_MOUNT_CLAIM_AND_RECREATE', params),
        step('await-rollout', 'STEP_AWAIT_MOUNTED', params),
      ],
      consequences: [
        createFinding({
          code: 'CLAIM_OUTLIVES_WORKLOAD',
          severity: 'info',
          params,
        }),
      ],
    },
    clock,
  );
}

/** Takes the volume of `/data` away. */
export function detaching(
  clock: Clock,
  workload: WorkloadRef = orders(),
): Operation {
  const claim = `${workload.name}-data`;
  const until = clock.inDays(KEEP_DAYS);
  const params = { workload: workload.name, claim, until };
  return queued(
    {
      workload,
      intent: { kind: 'detach', claim, keepFor: 'P30D' },
      steps: [
        step('unmount-claim', 'STEP_UNMOUNT_CLAIM', params),
        step('await-rollout', 'STEP_AWAIT_UNMOUNTED', params),
        step('shelve-claim', 'STEP_SHELVE_CLAIM', params),
      ],
      consequences: [
        createFinding({
          code: 'DATA_STAYS_ON_SHELF',
          severity: 'info',
          params,
        }),
      ],
    },
    clock,
  );
}

/** Restarts, and keeps what is in these folders. */
export function redeploying(
  clock: Clock,
  options: { paths?: string; workload?: WorkloadRef } = {},
): Operation {
  const { paths, workload = orders() } = options;
  const params = { workload: workload.name };
  return queued(
    {
      workload,
      intent: { kind: 'redeploy' },
      steps: [
        step('restart-workload', 'STEP_RESTART', params),
        step('await-rollout', 'STEP_AWAIT_RESTARTED', params),
      ],
      consequences: [
        paths
          ? createFinding({
              code: 'REDEPLOY_KEEPS',
              severity: 'info',
              params: { ...params, paths },
            })
          : createFinding({
              code: 'REDEPLOY_LOSES',
              severity: 'warning',
              params,
            }),
      ],
    },
    clock,
  );
}

/** How long each step took, in seconds. */
const STEP_SECONDS = [2, 1, 14];

/** The operation while it carries out one of its steps. */
export function atStep(
  operation: Operation,
  position: number,
  clock: Clock,
  current: Partial<OperationStep> = {},
): Operation {
  const { steps } = endedSteps(operation, clock, {
    count: position,
    agoSeconds: 9,
  });
  const startedAt = clock.secondsAgo(9);
  return {
    ...operation,
    state: 'running',
    createdAt: steps[0].startedAt ?? startedAt,
    startedAt: steps[0].startedAt ?? startedAt,
    steps: steps.map((each, index) =>
      index === position
        ? { ...each, state: 'running', startedAt, ...current }
        : each,
    ),
  };
}

/** The operation when all of its steps are done. */
export function succeeded(
  operation: Operation,
  clock: Clock,
  agoSeconds = 20,
): Operation {
  const count = operation.steps.length;
  const { steps } = endedSteps(operation, clock, { count, agoSeconds });
  return {
    ...operation,
    state: 'succeeded',
    createdAt: steps[0].startedAt ?? '',
    startedAt: steps[0].startedAt,
    endedAt: steps[count - 1].endedAt,
    steps,
    undoable: operation.intent.kind !== 'redeploy',
  };
}

/** The operation after one of its steps failed. */
export function failedAt(
  operation: Operation,
  position: number,
  clock: Clock,
  options: { error: Finding; touched: boolean },
): Operation {
  const { error, touched } = options;
  const running = atStep(operation, position, clock);
  const endedAt = clock.secondsAgo(4);
  return {
    ...running,
    state: touched ? 'needs-attention' : 'failed',
    error,
    endedAt,
    undoable: touched,
    steps: running.steps.map((each, index) => {
      if (index === position) {
        return { ...each, state: 'failed', endedAt, message: error };
      }
      if (each.state === 'done') {
        return touched ? each : { ...each, state: 'undone' };
      }
      return touched ? each : { ...each, state: 'skipped' };
    }),
  };
}

function endedSteps(
  { steps }: Operation,
  clock: Clock,
  { count, agoSeconds }: { count: number; agoSeconds: number },
): { steps: OperationStep[] } {
  let end = agoSeconds;
  const times = steps
    .slice(0, count)
    .map((_, index) => STEP_SECONDS[index % STEP_SECONDS.length])
    .reverse()
    .map(seconds => {
      const endedAt = clock.secondsAgo(end);
      end += seconds;
      return { startedAt: clock.secondsAgo(end), endedAt };
    })
    .reverse();
  return {
    steps: steps.map((each, index) =>
      index < count ? { ...each, ...times[index], state: 'done' } : each,
    ),
  };
}
