import type { Plan } from 'backstage-plugin-persistence-common';
import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { answerCaller } from './Caller';
import { nameOfTarget } from './nameOfTarget';
import { parseBody } from './request/parseBody';
import { parseEntityName } from './request/parseEntityName';
import { parseQuery } from './request/parseQuery';
import { PLAN_REQUEST } from './request/planRequest';
import type { RouterOptions } from './RouterOptions';

/** The route that says what would be done. */
export function createPlansRouter(options: RouterOptions): Router {
  const { plans } = options;
  const router = PromiseRouter();

  router.post(
    '/entities/:kind/:namespace/:name/plans',
    async (request, response) => {
      const answer: Plan = await answerCaller(
        {
          ...options,
          request,
          event: {
            eventId: 'plan-create',
            severityLevel: 'low',
            meta: { actionType: 'plan' },
          },
        },
        async ({ credentials, about, entity }) => {
          const entityName = parseEntityName(request.params);
          parseQuery(request.query, []);
          const wanted = await parseBody(request, response, PLAN_REQUEST);
          about({
            intent: wanted.intent.kind,
            target: nameOfTarget(wanted.target),
          });
          const plan = await plans.plan(await entity(entityName), wanted, {
            credentials,
          });
          about({ planId: plan.id });
          return plan;
        },
      );
      response.json(answer);
    },
  );

  return router;
}
