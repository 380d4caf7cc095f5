import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type {
  EntityPersistence,
  Options,
} from 'backstage-plugin-persistence-common';
import type { AuditedEvent } from './audited';
import { answerCaller } from './Caller';
import { parseEntityName } from './request/parseEntityName';
import { parseQuery } from './request/parseQuery';
import { parseWorkloadReference } from './request/parseWorkloadReference';
import type { RouterOptions } from './RouterOptions';

function fetching(queryType: string): AuditedEvent {
  return {
    eventId: 'entity-fetch',
    severityLevel: 'low',
    meta: { queryType },
  };
}

/** The routes that say how things are. */
export function createEntitiesRouter(options: RouterOptions): Router {
  const { status } = options;
  const router = PromiseRouter();

  router.get('/entities/:kind/:namespace/:name', async (request, response) => {
    const answer: EntityPersistence = await answerCaller(
      { ...options, request, event: fetching('status') },
      async ({ credentials, entity }) => {
        const entityName = parseEntityName(request.params);
        parseQuery(request.query, []);
        return status.status(await entity(entityName), { credentials });
      },
    );
    response.json(answer);
  });

  router.get(
    '/entities/:kind/:namespace/:name/options',
    async (request, response) => {
      const answer: Options = await answerCaller(
        { ...options, request, event: fetching('options') },
        async ({ credentials, entity }) => {
          const entityName = parseEntityName(request.params);
          const workload = parseWorkloadReference(request.query);
          return status.options(await entity(entityName), workload, {
            credentials,
          });
        },
      );
      response.json(answer);
    },
  );

  return router;
}
