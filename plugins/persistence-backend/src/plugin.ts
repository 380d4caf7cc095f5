import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { persistencePermissions } from 'backstage-plugin-persistence-common';
import { AuthorizedEntityStatusService } from './authorization';
import { CatalogEntityIndex } from './entities';
import { observationServiceRef } from './observationService';
import { readPolicies } from './policies';
import { createRouter } from './router';
import {
  DefaultEntityStatusService,
  LiveEntityStatusService,
  LiveUpdates,
} from './status';

/**
 * Says for each catalog entity whether the data of its workloads survives their next redeploy.
 *
 * @public
 */
export const persistencePlugin = createBackendPlugin({
  pluginId: 'persistence',
  register(env) {
    env.registerInit({
      deps: {
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        observation: observationServiceRef,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
      },
      async init({
        auditor,
        auth,
        catalog,
        config,
        httpAuth,
        httpRouter,
        lifecycle,
        logger,
        observation,
        permissions,
        permissionsRegistry,
        signals,
      }) {
        permissionsRegistry.addPermissions(persistencePermissions);

        const entityIndex = CatalogEntityIndex.create({
          auth,
          catalog,
          logger,
        });
        const answers = DefaultEntityStatusService.create({
          clusters: () => observation.clusters(),
          entityIndex,
          policies: readPolicies(config),
        });
        const liveUpdates = LiveUpdates.create({
          observation,
          signals,
          answer: entity => answers.statusNow(entity),
          logger,
        });
        const status = AuthorizedEntityStatusService.create({
          service: LiveEntityStatusService.create({
            service: answers,
            liveUpdates,
          }),
          permissions,
        });
        httpRouter.use(
          createRouter({ auditor, catalog, httpAuth, logger, status }),
        );

        lifecycle.addStartupHook(() => {
          entityIndex.start();
          liveUpdates.start();
          // Clusters may take their time, and the portal does not wait for them
          observation
            .start()
            .catch(error => logger.error('Clusters cannot be observed', error));
        });
        lifecycle.addShutdownHook(async () => {
          entityIndex.stop();
          liveUpdates.stop();
          await observation.stop();
        });
      },
    });
  },
});
