import type {
  AuditorService,
  HttpAuthService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { EntityStatusService } from '../status';

/** What the routes need. */
export interface RouterOptions {
  httpAuth: HttpAuthService;
  auditor: AuditorService;
  logger: LoggerService;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  /** Decides who may ask. */
  status: EntityStatusService;
}
