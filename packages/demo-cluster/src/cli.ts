import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { DemoCluster } from './DemoCluster';
import { StreamLogger } from './StreamLogger';

const DEFAULT_PORT = '6440';
const USAGE =
  'Usage: demo-cluster --state DIRECTORY [--port PORT] [--manifests DIRECTORY] [--fresh] [--verbose]';

/** Starts the cluster, says where it is, and ends when it is told to or when its parent is gone. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      state: { type: 'string' },
      port: { type: 'string', default: DEFAULT_PORT },
      manifests: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!values.state || !Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(USAGE);
  }
  const stateDirectory = resolve(values.state);
  const cluster = await DemoCluster.start({
    stateDirectory,
    imagesDirectory: join(__dirname, '..', 'images'),
    port,
    fresh: values.fresh,
    manifestsDirectory: values.manifests && resolve(values.manifests),
    logger: StreamLogger.create({
      stream: process.stderr,
      debug: values.verbose,
    }),
  });
  let stopping = false;
  const stop = async () => {
    if (!stopping) {
      stopping = true;
      await cluster.stop();
      process.exit(0);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, stop);
  }
  // A parent that was killed cannot send a signal, but its end of the channel closes.
  process.on('disconnect', stop);
  process.stdout.write(
    `${JSON.stringify({ ready: true, url: cluster.url, kubeconfig: cluster.kubeconfig })}\n`,
  );
}

main().catch(error => {
  const { code, message } = error;
  const text =
    code === 'EADDRINUSE'
      ? `Port ${error.port} is in use: the demo cluster needs it. Choose another one with --port.`
      : message;
  process.stderr.write(`${text}\n`);
  process.exit(1);
});
