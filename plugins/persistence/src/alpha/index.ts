/**
 * A card and a tab that say whether a service's data survives its next redeploy, for the new frontend system.
 *
 * @packageDocumentation
 */
export { default } from './plugin';
export { persistenceTranslationRef } from '../translation';
