import type {
  Finding,
  Intent,
  Operation,
  OperationState,
  Plan,
  Target,
} from 'backstage-plugin-persistence-common';
import type { PlannedStep } from '../../planning';
import type { StoredOperation, StoredStep } from './OperationStore';

/** Where operations are kept, and where their steps. */
export const OPERATIONS = 'operations';
export const STEPS = 'operation_steps';

/** PostgreSQL's driver gives large numbers as texts. */
type Time = number | string | null;

/** A row of `operations`. */
export interface OperationRow {
  id: string;
  plan_id: string;
  entity_ref: string;
  workload: string;
  intent_kind: string;
  content: string;
  state: OperationState;
  error: string | null;
  rolls: boolean | number;
  created_at: Time;
  started_at: Time;
  ended_at: Time;
  undo_of: string | null;
  undone_by: string | null;
  state_before_undo: OperationState | null;
  lease_holder: string | null;
  lease_until: Time;
  fencing: number;
  not_before: Time;
  attempts: number;
}

/** A row of `operation_steps`. */
export interface StepRow {
  operation_id: string;
  position: number;
  content: string;
  state: StoredStep['state'];
  started_at: Time;
  ended_at: Time;
  progress: string | null;
  message: string | null;
  outcome: string | null;
}

/** What `operations.content` holds: what never changes. */
export interface OperationContent {
  request: { target: Target; intent: Intent };
  plan: Plan;
  actor: Operation['actor'];
}

/** States in which somebody has something to do. */
export const RUNNABLE: readonly OperationState[] = [
  'queued',
  'waiting',
  'running',
  'cancelling',
];

/** States of an operation that has ended but can be undone. */
export const UNDOABLE: readonly OperationState[] = [
  'succeeded',
  'needs-attention',
];

/** Intents that change which volumes a workload has. */
export const CHANGES_VOLUMES: readonly Intent['kind'][] = ['attach', 'detach'];

/** States in which an operation has left nothing behind. */
export const WITHOUT_EFFECT: readonly OperationState[] = [
  'failed',
  'cancelled',
];

/**
 * @param options.isLatest - whether nothing has changed the same workload's volumes since
 */
export function toStoredOperation(
  row: OperationRow,
  options: { steps: StepRow[]; isLatest: boolean },
): StoredOperation {
  const content: OperationContent = JSON.parse(row.content);
  const { plan, actor, request } = content;
  const error: Finding | undefined = row.error
    ? JSON.parse(row.error)
    : undefined;
  const startedAt = timeOf(row.started_at);
  const endedAt = timeOf(row.ended_at);
  return {
    request,
    podsTouched: Boolean(row.rolls),
    attempts: row.attempts,
    steps: options.steps.map(toStoredStep),
    operation: {
      id: row.id,
      entityRef: row.entity_ref,
      target: plan.target,
      intent: plan.intent,
      plan,
      state: row.state,
      steps: options.steps.map(toStep),
      actor,
      createdAt: timeOf(row.created_at) ?? new Date(0).toISOString(),
      ...(startedAt && { startedAt }),
      ...(endedAt && { endedAt }),
      ...(error && { error }),
      undoable: options.isLatest && isUndoable(row, options.steps),
      ...(row.undo_of && { undoOf: row.undo_of }),
      ...(row.undone_by && { undoneBy: row.undone_by }),
    },
  };
}

/** Whether the opposite brings back what there was: an attach has one place for a claim, or takes that of an `emptyDir`. */
function isUndoable(row: OperationRow, steps: StepRow[]): boolean {
  return (
    UNDOABLE.includes(row.state) &&
    row.undone_by === null &&
    CHANGES_VOLUMES.some(kind => kind === row.intent_kind) &&
    steps
      .map(toStoredStep)
      .every(
        ({ step }) =>
          step.kind !== 'unmount-claim' ||
          step.restoredEmptyDir !== undefined ||
          step.mounts.length === 1,
      )
  );
}

function toStoredStep(row: StepRow): StoredStep {
  const content: PlannedStep = JSON.parse(row.content);
  return {
    ...content,
    state: row.state,
    ...(row.outcome && { outcome: JSON.parse(row.outcome) }),
  };
}

function toStep(row: StepRow): Operation['steps'][number] {
  const { step, title }: PlannedStep = JSON.parse(row.content);
  const startedAt = timeOf(row.started_at);
  const endedAt = timeOf(row.ended_at);
  return {
    kind: step.kind,
    title,
    state: row.state,
    ...(startedAt && { startedAt }),
    ...(endedAt && { endedAt }),
    ...(row.progress && { progress: JSON.parse(row.progress) }),
    ...(row.message && { message: JSON.parse(row.message) }),
  };
}

function timeOf(time: Time): string | undefined {
  return time === null ? undefined : new Date(Number(time)).toISOString();
}
