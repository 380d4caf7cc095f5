import type { Intent } from './Intent';
import type { Finding, Message } from './Message';
import type { Plan } from './Plan';
import type { Target } from './references';

/**
 * How far an operation has got. `waiting`: for a cluster that does not answer; `needs-attention`: a person decides, with the
 * choices in `error.remedy`.
 *
 * @public
 */
export type OperationState =
  | 'queued'
  | 'waiting'
  | 'waiting-for-approval'
  | 'running'
  | 'cancelling'
  | 'succeeded'
  | 'failed'
  | 'undoing'
  | 'undone'
  | 'cancelled'
  | 'needs-attention';

/**
 * One step of an operation. Times are RFC 3339.
 *
 * @public
 */
export interface OperationStep {
  kind: string;
  title: Message;
  state: 'waiting' | 'running' | 'done' | 'failed' | 'undone' | 'skipped';
  startedAt?: string;
  endedAt?: string;
  progress?: { done: number; total?: number; unit: 'bytes' | 'files' | 'pods' };
  message?: Message;
}

/**
 * A plan that is being carried out. Times are RFC 3339.
 *
 * @public
 */
export interface Operation {
  id: string;
  entityRef: string;
  target: Target;
  intent: Intent;
  plan: Plan;
  state: OperationState;
  steps: OperationStep[];
  actor: { type: 'user' | 'service'; ref: string };
  createdAt: string;
  startedAt?: string;
  endedAt?: string;
  error?: Finding;
  undoable: boolean;
  undoOf?: string;
  undoneBy?: string;
}
