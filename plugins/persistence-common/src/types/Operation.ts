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
  /** What kind of step it is. */
  kind: string;
  /** What it does. */
  title: Message;
  /** How far it has got. */
  state: 'waiting' | 'running' | 'done' | 'failed' | 'undone' | 'skipped';
  /** When it began. */
  startedAt?: string;
  /** When it ended. */
  endedAt?: string;
  /** How much is done, where that can be counted. */
  progress?: { done: number; total?: number; unit: 'bytes' | 'files' | 'pods' };
  /** What it is waiting for, or why it failed. */
  message?: Message;
}

/**
 * A plan that is being carried out. Times are RFC 3339.
 *
 * @public
 */
export interface Operation {
  /** Its identity. */
  id: string;
  /** The entity on whose page it was begun. */
  entityRef: string;
  /** What it changes. */
  target: Target;
  /** What the person wanted. */
  intent: Intent;
  /** What it carries out. */
  plan: Plan;
  /** How far it has got. */
  state: OperationState;
  /** The steps of its plan. */
  steps: OperationStep[];
  /** Who began it. */
  actor: { type: 'user' | 'service'; ref: string };
  /** When it was asked for. */
  createdAt: string;
  /** When it began. */
  startedAt?: string;
  /** When it ended. */
  endedAt?: string;
  /** Why it failed or needs attention. */
  error?: Finding;
  /** Whether it can be undone now. */
  undoable: boolean;
  /** The operation that it undoes. */
  undoOf?: string;
  /** The operation that undid it. */
  undoneBy?: string;
}

/**
 * Some of an entity's operations, newest first.
 *
 * @public
 */
export interface OperationPage {
  /** The operations. */
  items: Operation[];
  /** How to ask for those before them, if there are any. */
  nextCursor?: string;
}
