import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { CompoundEntityRef, Entity } from '@backstage/catalog-model';
import type {
  EntityPersistence,
  Options,
} from 'backstage-plugin-persistence-common';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { audited } from './audited';
import { readEntity } from './readEntity';
import { parseEntityName } from './request/parseEntityName';
import { parseQuery } from './request/parseQuery';
import { parseWorkloadReference } from './request/parseWorkloadReference';
import type { RouterOptions } from './RouterOptions';

/**
 * The routes below `/entities`. A caller is authenticated (401), what is asked is read (400), the entity is read as the caller (404), and
 * the service decides whether the caller may know (403): in this order, so that nobody learns anything from an error that they may not.
 */
export function createEntitiesRouter(options: RouterOptions): Router {
  const { httpAuth, auditor, logger, catalog, status } = options;
  const router = PromiseRouter();

  const answer = async <Q, T>(
    request: Request,
    question: {
      queryType: 'status' | 'options';
      parse: (request: Request) => Q;
      ask: (
        entity: Entity,
        query: Q,
        caller: {
          credentials: BackstageCredentials<
            BackstageUserPrincipal | BackstageServicePrincipal
          >;
        },
      ) => Promise<T>;
    },
  ): Promise<T> => {
    const credentials = await httpAuth.credentials(request, {
      allow: ['user', 'service'],
    });
    const { queryType } = question;
    return audited({ auditor, logger, request, queryType }, async audit => {
      const entityName: CompoundEntityRef = parseEntityName(request.params);
      audit.about(entityName);
      const query = question.parse(request);
      const entity = await readEntity({
        entityName,
        catalog,
        logger,
        credentials,
      });
      return question.ask(entity, query, { credentials });
    });
  };

  router.get('/entities/:kind/:namespace/:name', async (request, response) => {
    response.json(
      (await answer(request, {
        queryType: 'status',
        parse: ({ query }) => parseQuery(query, []),
        ask: (entity, _, caller) => status.status(entity, caller),
      })) satisfies EntityPersistence,
    );
  });

  router.get(
    '/entities/:kind/:namespace/:name/options',
    async (request, response) => {
      response.json(
        (await answer(request, {
          queryType: 'options',
          parse: ({ query }) => parseWorkloadReference(query),
          ask: (entity, workload, caller) =>
            status.options(entity, workload, caller),
        })) satisfies Options,
      );
    },
  );

  return router;
}
