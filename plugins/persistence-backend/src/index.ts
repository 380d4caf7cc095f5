/**
 * The backend of Persistence for Backstage.
 *
 * @packageDocumentation
 */
export { persistencePlugin as default } from './plugin';
