import { CustomErrorBase } from '@backstage/errors';
import type { Operation } from 'backstage-plugin-persistence-common';

/** Another operation changes the same workload or claim. */
export class OperationInProgressError extends CustomErrorBase {
  readonly name = 'OperationInProgress';
  readonly statusCode = 409;

  constructor(readonly operation: Operation) {
    super(
      'Another operation changes the same workload or volume: wait until it has ended',
    );
  }
}
