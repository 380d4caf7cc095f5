import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { createEntitiesRouter } from './createEntitiesRouter';
import { createOperationsRouter } from './createOperationsRouter';
import { createPlansRouter } from './createPlansRouter';
import type { RouterOptions } from './RouterOptions';

/** The REST API: `schema/openapi.yaml`. */
export function createRouter(options: RouterOptions): Router {
  const router = PromiseRouter();
  router.use(createEntitiesRouter(options));
  router.use(createPlansRouter(options));
  router.use(createOperationsRouter(options));
  return router;
}
