export type { LoadProblem } from './LoadProblem';
export {
  useEntityPersistence,
  type EntityPersistenceState,
} from './useEntityPersistence';
