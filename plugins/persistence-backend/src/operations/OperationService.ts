import type { Entity } from '@backstage/catalog-model';
import type {
  Intent,
  Operation,
  Target,
} from 'backstage-plugin-persistence-common';
import type { CallerCredentials } from './CallerCredentials';

/** What is posted to have a plan carried out. */
export interface OperationRequest {
  target: Target;
  intent: Intent;
  planId: string;
  fingerprint: string;
}

/** What an operation is about. */
export type OperationSubject = Pick<
  Operation,
  'entityRef' | 'intent' | 'target'
>;

/** Has plans carried out. Entities are such that the caller may see. */
export interface OperationService {
  /**
   * Begins to carry a plan out. The same plan again gives the same operation, `created: false`.
   *
   * @throws ConflictError when the plan's id was used for something else
   * @throws PlanOutdatedError with the plan as it would be now
   * @throws PlanBlockedError with the plan, when it may not be carried out
   * @throws OperationInProgressError when another operation changes the same objects
   * @throws NotAllowedError when the caller may not do this
   */
  start(
    entity: Entity,
    request: OperationRequest,
    options: { credentials: CallerCredentials },
  ): Promise<{ operation: Operation; created: boolean }>;

  /** @throws NotAllowedError when the caller may not see it */
  list(
    entity: Entity,
    page: { limit: number; cursor?: string },
    options: { credentials: CallerCredentials },
  ): Promise<{ items: Operation[]; nextCursor?: string }>;

  /**
   * What an operation is about, so that it can be seen whether the caller may know of it, and written down what was asked; undefined where
   * there is none.
   */
  subjectOf(id: string): Promise<OperationSubject | undefined>;

  /** @throws NotFoundError when the entity has no such operation */
  get(
    entity: Entity,
    id: string,
    options: { credentials: CallerCredentials },
  ): Promise<Operation>;

  /**
   * Begins an operation that takes another one back, by the objects as they are now.
   *
   * @throws ConflictError when it cannot be undone, or is already
   */
  undo(
    entity: Entity,
    id: string,
    options: { credentials: CallerCredentials },
  ): Promise<Operation>;

  /**
   * Stops an operation before the service's pods are touched, and takes back what it has done.
   *
   * @throws ConflictError when it is too late
   */
  cancel(
    entity: Entity,
    id: string,
    options: { credentials: CallerCredentials },
  ): Promise<Operation>;
}
