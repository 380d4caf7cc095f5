import { parseEntityRef, type Entity } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import type {
  Operation,
  OperationPage,
} from 'backstage-plugin-persistence-common';
import type { Request, Response, Router } from 'express';
import PromiseRouter from 'express-promise-router';
import type { AuditedEvent } from './audited';
import { answerCaller, type Caller } from './Caller';
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

/** A request that names an operation. */
interface Question {
  request: Request;
  response: Response;
  event: AuditedEvent;
}

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
    { request, response, event }: Question,
    answer: (
      options: Pick<Caller, 'about' | 'credentials'> & {
        entity: Entity;
        id: string;
      },
    ) => Promise<Operation>,
  ): Promise<Operation> =>
    answerCaller({ ...options, request, event }, async caller => {
      parseQuery(request.query, []);
      if (request.method === 'POST') {
        await parseBody(request, response, NO_BODY);
      }
      const id = parseOperationId(request.params.id);
      if (id === undefined) {
        throw new NotFoundError(UNKNOWN);
      }
      caller.about({ operationId: id });
      const subject = await operations.subjectOf(id);
      if (!subject) {
        throw new NotFoundError(UNKNOWN);
      }
      const { entityRef, intent, target } = subject;
      caller.about({
        intent: intent.kind,
        target: nameOfTarget(target),
      });
      const entity = await caller
        .entity(parseEntityRef(entityRef))
        .catch(error => {
          throw isForNobody(error) ? new NotFoundError(UNKNOWN) : error;
        });
      return answer({ ...caller, entity, id });
    });

  router.get('/operations/:id', async (request, response) => {
    response.json(
      await answerFor(
        {
          request,
          response,
          event: {
            eventId: 'operation-fetch',
            severityLevel: 'low',
            meta: { queryType: 'by-id' },
          },
        },
        ({ entity, id, credentials }) =>
          operations.get(entity, id, { credentials }),
      ),
    );
  });

  router.post('/operations/:id/undo', async (request, response) => {
    const operation = await answerFor(
      {
        request,
        response,
        event: {
          eventId: 'operation-undo',
          severityLevel: 'medium',
          meta: { actionType: 'undo' },
        },
      },
      async ({ entity, id, credentials, about }) => {
        const undo = await operations.undo(entity, id, { credentials });
        about({ undoneBy: undo.id });
        return undo;
      },
    );
    response.status(202).json(operation);
  });

  router.post('/operations/:id/cancel', async (request, response) => {
    const operation = await answerFor(
      {
        request,
        response,
        event: {
          eventId: 'operation-cancel',
          severityLevel: 'medium',
          meta: { actionType: 'cancel' },
        },
      },
      ({ entity, id, credentials }) =>
        operations.cancel(entity, id, { credentials }),
    );
    response.status(202).json(operation);
  });

  return router;
}

/** Whoever may not see the entity, or no entities at all, does not learn that there is an operation. */
function isForNobody(error: unknown): boolean {
  return error instanceof NotFoundError || error instanceof NotAllowedError;
}
