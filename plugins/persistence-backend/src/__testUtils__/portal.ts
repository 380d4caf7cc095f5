import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { databaseServiceFactory } from '@backstage/backend-defaults/database';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { permissionsRegistryServiceFactory } from '@backstage/backend-defaults/permissionsRegistry';
import {
  createBackendModule,
  createServiceFactory,
  type BackendFeature,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  type TestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import type { JsonObject } from '@backstage/types';
import request from 'supertest';
import { eventually } from '../clusters/testing';
import { authPlugin, externalAccess } from './users';

/** Owns all entities. */
export const OWNER = 'user:default/owner';

/** Of a service that may see everything. */
const SEER = externalAccess('of-the-test-itself');

/**
 * A backend with users, services, permissions and a catalog as Backstage makes them, and with the plugin. It has begun when the catalog has
 * its entities.
 */
export async function startPortal(options: {
  entities: Entity[];
  policy: PermissionPolicy['handle'];
  /** What goes into `backend.auth.externalAccess`. */
  services: ReturnType<typeof externalAccess>[];
  /** What goes into `persistence`. */
  persistence?: JsonObject;
  /** A folder for databases that outlive the backend. */
  databases?: string;
  features?: BackendFeature[];
}): Promise<TestBackend> {
  const { entities, policy, services, databases, features = [] } = options;
  const backend = await startTestBackend({
    features: [
      authServiceFactory,
      databaseServiceFactory,
      httpAuthServiceFactory,
      permissionsServiceFactory,
      permissionsRegistryServiceFactory,
      mockServices.rootConfig.factory({
        data: {
          backend: {
            auth: { externalAccess: [...services, SEER] },
            database: {
              client: 'better-sqlite3',
              connection: databases ? { directory: databases } : ':memory:',
            },
          },
          permission: { enabled: true },
          catalog: { rules: [{ allow: ['Component'] }] },
          persistence: options.persistence,
        },
      }),
      authPlugin,
      import('@backstage/plugin-permission-backend'),
      policyModule(policy),
      import('@backstage/plugin-catalog-backend'),
      contentModule(entities),
      createServiceFactory({
        service: signalsServiceRef,
        deps: {},
        factory: () => ({ publish: async () => {} }),
      }),
      import('../index'),
      ...features,
    ],
  });
  // The catalog takes a moment to process what it is given
  await eventually(async () => {
    for (const { metadata } of entities) {
      const { status } = await request(backend.server)
        .get(`/api/catalog/entities/by-name/component/default/${metadata.name}`)
        .set('authorization', `Bearer ${SEER.options.token}`);
      if (status !== 200) {
        throw new Error(`The catalog has no '${metadata.name}': ${status}`);
      }
    }
  });
  return backend;
}

function policyModule(handle: PermissionPolicy['handle']) {
  return createBackendModule({
    pluginId: 'permission',
    moduleId: 'test-policy',
    register: env =>
      env.registerInit({
        deps: { policy: policyExtensionPoint },
        async init({ policy }) {
          policy.setPolicy({ handle });
        },
      }),
  });
}

function contentModule(entities: Entity[]) {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'test-content',
    register: env =>
      env.registerInit({
        deps: { catalog: catalogProcessingExtensionPoint },
        async init({ catalog }) {
          catalog.addEntityProvider({
            getProviderName: () => 'test',
            connect: connection =>
              connection.applyMutation({
                type: 'full',
                entities: entities.map(entity => ({ entity: located(entity) })),
              }),
          });
        },
      }),
  });
}

/** With what a catalog wants to know. */
function located(entity: Entity): Entity {
  return {
    ...entity,
    spec: { ...entity.spec, owner: OWNER },
    metadata: {
      ...entity.metadata,
      annotations: {
        ...entity.metadata.annotations,
        'backstage.io/managed-by-location': 'url:http://x.test',
        'backstage.io/managed-by-origin-location': 'url:http://x.test',
      },
    },
  };
}
