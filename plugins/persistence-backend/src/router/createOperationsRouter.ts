import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type {
  Operation,
  OperationPage,
} from 'backstage-plugin-persistence-common';
import type { Request, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { AuditedEvent } from './audited';
import { answerCaller } from './Caller';
import { nameOfTarget } from './nameOfTarget';
import { NO_BODY, parseBody } from './request/parseBody';
import { parseEntityName } from './request/parseEntityName';
import { parseOperationId } from './request/parseOperationId';
import { parsePage } from './request/parsePage';
import { parseQuery } from './request/parseQuery';
import { OPERATION_REQUEST } from './request/planRequest';
import type { RouterOptions } from './RouterOptions';

/** What somebody hears who asks for an operation that is none for them. */
const UNKNOWN = 'There is no such operation';

/** The routes of operations: those of an entity, and single ones. */
export function createOperationsRouter(options: RouterOptions): Router {
  const { operations } = options;
  const router = PromiseRouter();

  router.post(
    '/entities/:kind/:namespace/:name/operations',
    async (request, response) => {
      const { operation, created } = await answerCaller(
        {
          ...options,
          request,
          event: {
            eventId: 'operation-create',
            severityLevel: 'medium',
            meta: { actionType: 'start' },
          },
        },
        async ({ credentials, about, entity }) => {
          const entityName = parseEntityName(request.params);
          parseQuery(request.query, []);
          const wanted = await parseBody(request, response, OPERATION_REQUEST);
          about({
            intent: wanted.intent.kind,
            target: nameOfTarget(wanted.target),
            planId: wanted.planId,
          });
          const started = await operations.start(
            await entity(entityName),
            wanted,
            { credentials },
          );
          about({ operationId: started.operation.id });
          return started;
        },
      );
      response.status(created ? 202 : 200).json(operation satisfies Operation);
    },
  );

  router.get(
    '/entities/:kind/:namespace/:name/operations',
    async (request, response) => {
      const answer: OperationPage = await answerCaller(
        {
          ...options,
          request,
          event: {
            eventId: 'operation-fetch',
            severityLevel: 'low',
            meta: { queryType: 'by-entity' },
          },
        },
        async ({ credentials, entity }) => {
          const entityName = parseEntityName(request.params);
          const page = parsePage(request.query);
          return operations.list(await entity(entityName), page, {
            credentials,
          });
        },
      );
      response.json(answer);
    },
  );

  /** Answers for one operation, if its entity is one that the caller may see. */
  const answerFor = (
    request: Request,
    event: AuditedEvent,
    answer: (
      entity: Entity,
      id: string,
      options: { credentials: BackstageCredentials },
    ) => Promise<Operation>,
  ): Promise<Operation> =>
    answerCaller(
      { ...options, request, event },
      async ({ credentials, about, entity }) => {
        const id = parseOperationId(request.params.id);
        parseQuery(request.query, []);
        about({ operationId: id });
        const entityRef = await operations.entityRefOf(id);
        if (entityRef === undefined) {
          throw new NotFoundError(UNKNOWN);
        }
        const found = await entity(parseEntityRef(entityRef)).catch(error => {
          // As if absent: whoever may not see the entity does not learn that there is an operation
          throw error instanceof NotFoundError
            ? new NotFoundError(UNKNOWN)
            : error;
        });
        const operation = await answer(found, id, { credentials });
        about({
          intent: operation.intent.kind,
          target: nameOfTarget(operation.target),
        });
        return operation;
      },
    );

  router.get('/operations/:id', async (request, response) => {
    response.json(
      await answerFor(
        request,
        {
          eventId: 'operation-fetch',
          severityLevel: 'low',
          meta: { queryType: 'by-id' },
        },
        (...question) => operations.get(...question),
      ),
    );
  });

  router.post('/operations/:id/undo', async (request, response) => {
    const operation = await answerFor(
      request,
      {
        eventId: 'operation-undo',
        severityLevel: 'medium',
        meta: { actionType: 'undo' },
      },
      async (...question) => {
        await parseBody(request, response, NO_BODY);
        return operations.undo(...question);
      },
    );
    response.status(202).json(operation);
  });

  router.post('/operations/:id/cancel', async (request, response) => {
    const operation = await answerFor(
      request,
      {
        eventId: 'operation-cancel',
        severityLevel: 'medium',
        meta: { actionType: 'cancel' },
      },
      async (...question) => {
        await parseBody(request, response, NO_BODY);
        return operations.cancel(...question);
      },
    );
    response.status(202).json(operation);
  });

  return router;
}
