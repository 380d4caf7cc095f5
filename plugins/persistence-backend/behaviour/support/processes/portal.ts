import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { persistencePlugin } from '../../../src/plugin';
import type { PortalOptions } from './options';

/**
 * A backend with the plugin, as a process that can be killed. Its only argument is JSON: {@link PortalOptions}. It prints its address as one
 * line of JSON, and ends with the process that started it.
 *
 *     node --require @backstage/cli-node/config/nodeTransform.cjs portal.ts '{ … }'
 */
async function main({ config, entities }: PortalOptions): Promise<void> {
  const { server } = await startTestBackend({
    features: [
      persistencePlugin,
      catalogServiceMock.factory({ entities }),
      mockServices.rootConfig.factory({ data: config }),
    ],
  });
  const url = `http://127.0.0.1:${server.port()}`;
  process.stdout.write(`${JSON.stringify({ url })}\n`);
}

process.on('disconnect', () => process.exit());
main(JSON.parse(process.argv[2])).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
