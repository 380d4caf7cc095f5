import {
  stringifyEntityRef,
  type CompoundEntityRef,
  type Entity,
} from '@backstage/catalog-model';
import type { Request } from 'express';
import type { CallerCredentials } from '../operations';
import { audited, type Audit, type AuditedEvent } from './audited';
import { readEntity } from './readEntity';
import type { RouterOptions } from './RouterOptions';

/** What is known of somebody who asks. */
export interface Caller extends Audit {
  credentials: CallerCredentials;
  /** Reads an entity as the caller. */
  entity(entityName: CompoundEntityRef): Promise<Entity>;
}

/**
 * Answers a caller on the record: whoever asks is authenticated (401) before anything is looked at. Then what is asked is read (400), the
 * entity is read as the caller (404), and the service decides whether the caller may (403): in this order, so that nobody learns anything
 * from an error that they may not.
 */
export async function answerCaller<T>(
  options: RouterOptions & { request: Request; event: AuditedEvent },
  answer: (caller: Caller) => Promise<T>,
): Promise<T> {
  const { httpAuth, catalog, logger, request } = options;
  const credentials = await httpAuth.credentials(request, {
    allow: ['user', 'service'],
  });
  return audited(options, audit =>
    answer({
      credentials,
      about: audit.about,
      entity: async entityName => {
        audit.about({ entityRef: stringifyEntityRef(entityName) });
        return readEntity({ entityName, catalog, logger, credentials });
      },
    }),
  );
}
