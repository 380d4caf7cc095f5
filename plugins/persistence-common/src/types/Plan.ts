import type { Intent } from './Intent';
import type { Finding, Message } from './Message';
import type { Target } from './references';

/**
 * One change of an object in the cluster.
 *
 * @public
 */
export interface PlannedChange {
  object: string;
  verb: 'create' | 'patch' | 'delete' | 'exec';
  body?: unknown;
  diff?: string;
}

/**
 * What carrying out an intent would do. Making one writes nothing.
 *
 * @public
 */
export interface Plan {
  /** Fresh for every answer: the idempotency key of carrying it out. */
  id: string;
  /** What it was based on. */
  fingerprint: string;
  entityRef: string;
  target: Target;
  /** With every default filled in. */
  intent: Intent;
  steps: { kind: string; title: Message }[];
  consequences: Finding[];
  warnings: Finding[];
  /** Why it may not be carried out; empty when it may. */
  blockers: Finding[];
  downtime: {
    now: 'none' | 'brief' | 'long';
    nowSeconds?: number;
    later: Message;
  };
  /** What could be written and not carried over. */
  dataAtRisk: { window: 'none' | 'seconds' | 'unknown'; why: Message };
  changes: PlannedChange[];
}
