import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { createClusterSources } from './clusters';
import { DefaultObservation, type Observation } from './observation';

/** What is observed of the clusters. A service of its own, so that tests can do without clusters. */
export const observationServiceRef = createServiceRef<Observation>({
  id: 'persistence.observation',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {
        auth: coreServices.auth,
        config: coreServices.rootConfig,
        discovery: coreServices.discovery,
        logger: coreServices.logger,
      },
      factory: ({ auth, config, discovery, logger }) =>
        DefaultObservation.create({
          sources: createClusterSources({ auth, config, discovery, logger }),
          logger,
        }),
    }),
});
