import type { PersistenceApi } from 'backstage-plugin-persistence-common';

/** A client that never answers, except as a test says. */
export function persistenceApi(
  answers: Partial<PersistenceApi>,
): PersistenceApi {
  const never = () => new Promise<never>(() => {});
  return {
    getEntityPersistence: never,
    getOptions: never,
    createPlan: never,
    startOperation: never,
    listOperations: never,
    getOperation: never,
    undoOperation: never,
    cancelOperation: never,
    ...answers,
  };
}
