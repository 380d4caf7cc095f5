import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { assertError, stringifyError } from '@backstage/errors';
import type { Request } from 'express';

/** What the audit log says of a request, as soon as it is known. */
export interface Audit {
  about(meta: AuditMeta): void;
}

/** What is said beside who asked and how it ended. Never contents of files. */
export interface AuditMeta {
  entityRef?: string;
  intent?: string;
  /** The workload or claim, for example `prod-eu/demo/Deployment/guestbook`. */
  target?: string;
  planId?: string;
  operationId?: string;
  /** The operation that takes back the one that was named. */
  undoneBy?: string;
}

/** An event of the audit log. */
export interface AuditedEvent {
  eventId: string;
  /** `low` for what is read, `medium` for what is changed. */
  severityLevel: 'low' | 'medium';
  /** What was asked or done. */
  meta: { queryType: string } | { actionType: string };
}

/**
 * Answers a request on the record: the event is written before anything is done, and its outcome afterwards. Where the event cannot be
 * written nothing is done; an answer that was made is given even when its outcome cannot be written.
 */
export async function audited<T>(
  options: {
    auditor: AuditorService;
    logger: LoggerService;
    request: Request;
    event: AuditedEvent;
  },
  work: (audit: Audit) => Promise<T>,
): Promise<T> {
  const { auditor, logger, request } = options;
  const meta: AuditedEvent['meta'] & AuditMeta = { ...options.event.meta };
  const event = await auditor.createEvent({
    ...options.event,
    request,
  });
  const write = (outcome: Promise<void>) =>
    outcome.catch(error =>
      logger.warn('The audit log could not be written', {
        error: stringifyError(error),
      }),
    );
  try {
    const answer = await work({ about: more => Object.assign(meta, more) });
    await write(event.success({ meta: { ...meta } }));
    return answer;
  } catch (error) {
    assertError(error);
    await write(event.fail({ meta: { ...meta }, error }));
    throw error;
  }
}
