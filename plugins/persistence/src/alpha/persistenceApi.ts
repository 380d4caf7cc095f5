import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { PersistenceClient } from 'backstage-plugin-persistence-common';
import { persistenceApiRef } from '../api';

/** The typed client of the backend. */
export const persistenceApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: persistenceApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: ({ discoveryApi, fetchApi }) =>
        new PersistenceClient({ discoveryApi, fetchApi }),
    }),
});
