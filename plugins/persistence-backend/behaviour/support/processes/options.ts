import type { Entity } from '@backstage/catalog-model';
import type { JsonObject } from '@backstage/types';
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
}

/** The name of the cluster, in every process. */
export const CLUSTER = 'behaviour';

/** What a runner is told so that it carries operations out; anything else lets it rest. */
export const BEGIN = 'begin';

/** What a runner prints when it rests: it has let go of everything. */
export const RESTS = 'rests';

/** What a process with a whole portal is started with. */
export interface PortalOptions {
  /** As in app-config.yaml. */
  config: JsonObject;
  /** What its catalog has. */
  entities: Entity[];
}
