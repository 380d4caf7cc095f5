import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Operation } from 'backstage-plugin-persistence-common';

/** Writes into the audit log how an operation ended: that it was asked for was written when it was. */
export async function auditOutcome(
  operation: Operation,
  options: { auditor: AuditorService; logger: LoggerService },
): Promise<void> {
  const { id, entityRef, intent, state, actor, error } = operation;
  const meta = {
    operationId: id,
    entityRef,
    intent: intent.kind,
    actor: actor.ref,
    state,
    ...(error && { code: error.code }),
  };
  try {
    const event = await options.auditor.createEvent({
      eventId: 'operation-run',
      severityLevel: 'medium',
      meta,
    });
    await (error
      ? event.fail({ meta, error: new Error(error.text) })
      : event.success({ meta }));
  } catch (failure) {
    // It has happened: that it cannot be written down changes nothing of it
    options.logger.warn('The audit log could not be written', {
      error: stringifyError(failure),
    });
  }
}
