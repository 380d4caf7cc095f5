import type { Intent } from './Intent';
import type { Finding, Message } from './Message';
import type { Target } from './references';

/**
 * One change of an object in the cluster.
 *
 * @public
 */
export interface PlannedChange {
  /** Which object, for example `Deployment demo/guestbook`. */
  object: string;
  /** What is done to it. */
  verb: 'create' | 'patch' | 'delete' | 'exec';
  /** What is sent. */
  body?: unknown;
  /** How the object changes, in YAML. */
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
  /** The entity on whose page it was asked for. */
  entityRef: string;
  /** What it changes. */
  target: Target;
  /** With every default filled in. */
  intent: Intent;
  /** What is done, in order. */
  steps: { kind: string; title: Message }[];
  /** What it means for the service. */
  consequences: Finding[];
  /** What a person should consider first. */
  warnings: Finding[];
  /** Why it may not be carried out; empty when it may. */
  blockers: Finding[];
  /** How long the service is away now, and at later deploys. */
  downtime: {
    now: 'none' | 'brief' | 'long';
    nowSeconds?: number;
    later: Message;
  };
  /** What could be written and not carried over. */
  dataAtRisk: { window: 'none' | 'seconds' | 'unknown'; why: Message };
  /** What is written to the cluster. */
  changes: PlannedChange[];
}
