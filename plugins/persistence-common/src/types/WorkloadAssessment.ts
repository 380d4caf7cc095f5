import type { Finding, Message } from './Message';
import type { IntentKind } from './Intent';
import type { Mount } from './Mount';
import type { WorkloadRef } from './references';

/**
 * Whether a workload's data survives its next redeploy.
 *
 * - `persistent`: a writable mount survives, and no path known to be written is lost
 * - `partly-persistent`: a writable mount survives, and a path known to be written is lost
 * - `not-persistent`: no writable mount survives
 * - `unknown`: the claims cannot be read
 *
 * @public
 */
export type Verdict =
  'persistent' | 'partly-persistent' | 'not-persistent' | 'unknown';

/**
 * How far the latest change of a workload has got.
 *
 * @public
 */
export interface Rollout {
  state: 'complete' | 'progressing' | 'stuck' | 'paused';
  message?: string;
  /** How many pods are wanted. */
  replicas: number;
  /** How many pods are ready. */
  ready: number;
}

/**
 * Something that happened in the cluster, in plain words.
 *
 * @public
 */
export interface WorkloadEvent {
  /** When it happened last, RFC 3339. */
  at: string;
  /** What it happened to, for example `Pod guestbook-5d8f-x2x`. */
  object: string;
  /** How often. */
  count: number;
  message: Message;
}

/**
 * Who else writes to a workload and may take our changes back.
 *
 * @public
 */
export interface Manager {
  kind: 'argo-cd' | 'flux' | 'helm' | 'operator';
  /** Of the application, release or owner. */
  name?: string;
  /** What gave it away, for example a label. */
  evidence: string;
}

/**
 * A folder that a look into a container found.
 *
 * @public
 */
export interface InspectedPath {
  container: string;
  pod: string;
  path: string;
  files: number;
  bytes: number;
  /** RFC 3339. */
  newestChange: string;
  /** The database whose files these are. */
  database?: string;
  survives: boolean;
}

/**
 * The last look into the running containers for files that would be lost.
 *
 * @public
 */
export interface Inspection {
  /** RFC 3339. */
  at: string;
  complete: boolean;
  /** Why it could not look everywhere. */
  message?: string;
  paths: InspectedPath[];
}

/**
 * What may be done with a workload now, and why not.
 *
 * @public
 */
export interface WorkloadAction {
  intent: IntentKind;
  allowed: boolean;
  reason?: Finding;
}

/**
 * What is known of one workload.
 *
 * @public
 */
export interface WorkloadAssessment {
  workload: WorkloadRef;
  verdict: Verdict;
  summary: Message;
  mounts: Mount[];
  findings: Finding[];
  rollout: Rollout;
  /** Only while something is not settled. */
  events: WorkloadEvent[];
  manager?: Manager;
  /** The last time that persistence was proven by a restart. */
  proof?: { at: string; operationId: string };
  inspection?: Inspection;
  actions: WorkloadAction[];
}
