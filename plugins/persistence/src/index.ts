/**
 * A card and a tab that say whether a service's data survives its next redeploy.
 *
 * @packageDocumentation
 */
export { persistenceApiRef } from './api';
export { isPersistenceAvailable } from './isPersistenceAvailable';
export {
  EntityPersistenceCard,
  EntityPersistenceContent,
  persistencePlugin,
} from './plugin';
export { entityPersistenceRouteRef } from './routes';
export { persistenceTranslationRef } from './translation';
