import { createBackend } from '@backstage/backend-defaults';
import { guestSignIn } from './guestSignIn';
import { ownersPolicyModule } from './permission';

const backend = createBackend();

// The built app, served by this process
backend.add(import('@backstage/plugin-app-backend'));

// Who somebody is and what they may do
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(guestSignIn);
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(ownersPolicyModule);
backend.add(import('@backstage/plugin-user-settings-backend'));

// The catalog and what is made from it
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);

// The clusters
backend.add(import('@backstage/plugin-kubernetes-backend'));

// Whether data survives
backend.add(import('backstage-plugin-persistence-backend'));

// How people and other replicas hear of a change
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));

// The registered actions, for assistants
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.start();
