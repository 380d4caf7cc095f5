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
  /** How far it has got; `stuck` does not go on by itself. */
  state: 'complete' | 'progressing' | 'stuck' | 'paused';
  /** Why it is not complete, in English. */
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
  /** What happened. */
  message: Message;
}

/**
 * Who else writes to a workload and may take our changes back.
 *
 * @public
 */
export interface Manager {
  /** Which tool. */
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
  /** The name of the container. */
  container: string;
  /** The name of the pod. */
  pod: string;
  /** The folder. */
  path: string;
  /** How many files are in it. */
  files: number;
  /** How large they are together. */
  bytes: number;
  /** RFC 3339. */
  newestChange: string;
  /** The database whose files these are. */
  database?: string;
  /** Whether they survive a redeploy. */
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
  /** Whether it saw everything. */
  complete: boolean;
  /** Why it could not look everywhere. */
  message?: string;
  /** What it found. */
  paths: InspectedPath[];
}

/**
 * What may be done with a workload now, and why not.
 *
 * @public
 */
export interface WorkloadAction {
  /** What may be wanted. */
  intent: IntentKind;
  /** Whether it may be done now. */
  allowed: boolean;
  /** Why not. */
  reason?: Finding;
}

/**
 * What is known of one workload.
 *
 * @public
 */
export interface WorkloadAssessment {
  /** Which workload. */
  workload: WorkloadRef;
  /** Whether its data survives its next redeploy. */
  verdict: Verdict;
  /** The verdict and what it rests on, in one sentence. */
  summary: Message;
  /** Where each container's data lives. */
  mounts: Mount[];
  /** What a person must know, the most severe first. */
  findings: Finding[];
  /** How far its latest change has got. */
  rollout: Rollout;
  /** Only while something is not settled. */
  events: WorkloadEvent[];
  /** Who else writes to it. */
  manager?: Manager;
  /** The last time that persistence was proven by a restart. */
  proof?: { at: string; operationId: string };
  /** What the last look into its containers found. */
  inspection?: Inspection;
  /** What may be done with it. */
  actions: WorkloadAction[];
}
