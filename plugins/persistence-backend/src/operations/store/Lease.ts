/** The right to run one operation for some time. */
export interface Lease {
  readonly operationId: string;
  /** Grows when somebody takes the operation over. */
  readonly fencing: number;
}

/** Somebody else runs the operation now: whoever gets this stops and writes nothing more. */
export class LeaseLostError extends Error {
  readonly name = 'LeaseLostError';

  constructor(readonly lease: Lease) {
    super(`Operation ${lease.operationId} is run by somebody else now`);
  }
}
