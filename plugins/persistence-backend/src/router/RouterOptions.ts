import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { OperationService, PlanService } from '../operations';
import type { EntityStatusService } from '../status';

/** What the routes need. The services decide who may ask. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  logger: LoggerService;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  status: EntityStatusService;
  plans: PlanService;
  operations: OperationService;
}
