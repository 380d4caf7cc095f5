import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { createEntitiesRouter } from './createEntitiesRouter';
import type { RouterOptions } from './RouterOptions';

/** The REST API: `schema/openapi.yaml`. */
export function createRouter(options: RouterOptions): Router {
  const router = PromiseRouter();
  router.use(createEntitiesRouter(options));
  return router;
}
