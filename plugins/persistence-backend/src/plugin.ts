import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import { persistencePermissions } from 'backstage-plugin-persistence-common';
import {
  AuthorizedEntityStatusService,
  AuthorizedOperationService,
  AuthorizedPlanService,
  TrustedServices,
} from './authorization';
import { CatalogEntityIndex } from './entities';
import { observationServiceRef } from './observationService';
import {
  auditOutcome,
  clusterLookup,
  DatabaseOperationStore,
  DefaultOperationService,
  DefaultPlanService,
  OperationRunner,
  recentOperations,
  STEP_HANDLERS,
} from './operations';
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
        database: coreServices.database,
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
        database,
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
        const clusters = () => observation.clusters();
        const policies = readPolicies(config);
        const store = await DatabaseOperationStore.create({ database });
        const answers = DefaultEntityStatusService.create({
          clusters,
          entityIndex,
          policies,
          operations: entityRef =>
            recentOperations(entityRef, { store, logger }),
        });
        const liveUpdates = LiveUpdates.create({
          observation,
          signals,
          answer: entity => answers.statusNow(entity),
          logger,
        });
        const runner = OperationRunner.create({
          store,
          handlers: STEP_HANDLERS,
          cluster: clusterLookup(observation),
          changed: ({ entityRef }) => liveUpdates.touch(entityRef),
          ended: operation => auditOutcome(operation, { auditor, logger }),
          logger,
        });
        const plans = DefaultPlanService.create({
          clusters,
          entityIndex,
          policies,
          handlers: STEP_HANDLERS,
        });
        httpRouter.use(
          createRouter({
            auditor,
            catalog,
            httpAuth,
            logger,
            status: AuthorizedEntityStatusService.create({
              service: LiveEntityStatusService.create({
                service: answers,
                liveUpdates,
              }),
              permissions,
            }),
            plans: AuthorizedPlanService.create({
              service: plans,
              permissions,
            }),
            operations: AuthorizedOperationService.create({
              service: DefaultOperationService.create({
                plans,
                store,
                wake: () => runner.wake(),
              }),
              permissions,
              trustedServices: TrustedServices.fromConfig(config),
            }),
          }),
        );

        lifecycle.addStartupHook(() => {
          entityIndex.start();
          liveUpdates.start();
          // Clusters may take their time, and the portal does not wait for them
          observation
            .start()
            .catch(error => logger.error('Clusters cannot be observed', error));
          runner.start();
        });
        lifecycle.addShutdownHook(async () => {
          entityIndex.stop();
          liveUpdates.stop();
          // While there is still a database to give its operations back to
          await runner.stop();
          await observation.stop();
        });
      },
    });
  },
});
