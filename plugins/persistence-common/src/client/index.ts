export { operationOf, planOf } from './answerOf';
export type { DiscoveryApi, FetchApi } from './fetching';
export type { PersistenceApi } from './PersistenceApi';
export { PersistenceClient } from './PersistenceClient';
