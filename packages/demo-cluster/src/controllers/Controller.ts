import type { Logger } from '../model/Logger';
import type { Registry } from '../registry/Registry';

/** What every controller works with. */
export interface ControllerContext {
  registry: Registry;
  logger: Logger;
}

/**
 * A loop that brings the cluster's state nearer to what objects ask for.
 *
 * @remarks
 * Controllers are level-triggered: a reconciliation looks only at what is, never at what happened, so that nothing is lost over a restart.
 *
 * @see https://kubernetes.io/docs/concepts/architecture/controller/
 */
export interface Controller {
  /** Looks at everything that exists, and from then on at what changes. */
  start(): void;
  /** Ends all work, also what waits for a deadline. */
  stop(): void;
}
