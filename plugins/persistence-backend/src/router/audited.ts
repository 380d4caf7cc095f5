import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import {
  stringifyEntityRef,
  type CompoundEntityRef,
} from '@backstage/catalog-model';
import { assertError, stringifyError } from '@backstage/errors';
import type { Request } from 'express';

/** What the audit log says of a request, as soon as it is known. */
export interface Audit {
  about(entityName: CompoundEntityRef): void;
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
    queryType: 'status' | 'options';
  },
  work: (audit: Audit) => Promise<T>,
): Promise<T> {
  const { auditor, logger, request, queryType } = options;
  const meta: { queryType: string; entityRef?: string } = { queryType };
  const event = await auditor.createEvent({
    eventId: 'entity-fetch',
    severityLevel: 'low',
    request,
    meta: { queryType },
  });
  const write = (outcome: Promise<void>) =>
    outcome.catch(error =>
      logger.warn('The audit log could not be written', {
        error: stringifyError(error),
      }),
    );
  try {
    const answer = await work({
      about: entityName => {
        meta.entityRef = stringifyEntityRef(entityName);
      },
    });
    await write(event.success({ meta }));
    return answer;
  } catch (error) {
    assertError(error);
    await write(event.fail({ meta, error }));
    throw error;
  }
}
