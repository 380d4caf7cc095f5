import type {
  BackstageCredentials,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type { CompoundEntityRef, Entity } from '@backstage/catalog-model';
import {
  AuthenticationError,
  isError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
  stringifyError,
} from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/**
 * An entity, if the caller may see it.
 *
 * @throws NotFoundError when there is none, or none for this caller
 * @throws NotAllowedError when the caller may not read the catalog at all, whatever is in it
 * @throws ServiceUnavailableError when the catalog does not answer; what it says may be meant for nobody and is logged only
 */
export async function readEntity(options: {
  entityName: CompoundEntityRef;
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  logger: LoggerService;
  credentials: BackstageCredentials;
}): Promise<Entity> {
  const { entityName, catalog, logger, credentials } = options;
  const entity = await catalog
    .getEntityByRef(entityName, { credentials })
    .catch(error => {
      if (isRefusal(error, NotAllowedError, 403)) {
        throw new NotAllowedError('You may not read the catalog');
      }
      if (isRefusal(error, AuthenticationError, 401)) {
        throw new AuthenticationError('The catalog does not know you');
      }
      logger.warn('The catalog could not be read', {
        error: stringifyError(error),
      });
      throw new ServiceUnavailableError('The catalog does not answer');
    });
  if (!entity) {
    throw new NotFoundError('There is no such entity');
  }
  return entity;
}

/** Whether a token for the catalog was refused, or the catalog refused it. */
function isRefusal(
  error: unknown,
  type: typeof NotAllowedError | typeof AuthenticationError,
  statusCode: number,
): boolean {
  return (
    isError(error) &&
    (error.name === type.name ||
      (error.name === 'ResponseError' && error.statusCode === statusCode))
  );
}
