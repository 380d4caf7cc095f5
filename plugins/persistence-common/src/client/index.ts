export type { PersistenceApi } from './PersistenceApi';
