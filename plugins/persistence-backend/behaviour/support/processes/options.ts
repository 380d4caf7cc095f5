import type { Knex } from 'knex';

/** Where a process with a runner ends itself by SIGKILL: after a step was run, or when the store has learnt of that. */
export interface KillPoint {
  after: 'run' | 'stored';
  /** From 0. */
  step: number;
}

/** What a process with a runner alone is started with. */
export interface RunnerOptions {
  database: Knex.Config;
  /** A file. */
  kubeconfig: string;
  /** How long a lease is good for without being renewed. */
  leaseMs: number;
  kill?: KillPoint;
  /** Stops itself by SIGSTOP just before it sends the write of this number to the cluster, from 1. */
  freezeBefore?: number;
}

/** The name of the cluster, in every process. */
export const CLUSTER = 'behaviour';
