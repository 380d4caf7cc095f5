import { parseArgs } from 'node:util';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { persistencePlugin } from '../src/plugin';

/**
 * A backend with the plugin and a cluster, whose callers may do everything. Prints its port on a line of its own, and runs until it is told
 * to end.
 *
 *     node --require @backstage/cli-node/config/nodeTransform.cjs plugins/persistence-backend/benchmarks/portal.ts \
 *       --kubeconfig <of the cluster> --component <name>
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kubeconfig: { type: 'string', default: '' },
      component: { type: 'string', default: '' },
    },
  });
  const { kubeconfig, component: name } = values;
  const { server } = await startTestBackend({
    features: [
      persistencePlugin,
      mockServices.rootConfig.factory({
        data: {
          persistence: { clusters: [{ name: 'benchmark', kubeconfig }] },
        },
      }),
      catalogServiceMock.factory({
        entities: [
          {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              name,
              namespace: 'default',
              annotations: { 'backstage.io/kubernetes-id': name },
            },
          },
        ],
      }),
    ],
  });
  process.stdout.write(`${JSON.stringify({ port: server.port() })}\n`);
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
