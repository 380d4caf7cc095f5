import { join } from 'node:path';
import type { Logger } from '../model/Logger';
import { EventRecorder } from '../registry/EventRecorder';
import type { Registry } from '../registry/Registry';
import type { ContainerShell } from './exec/ContainerShell';
import { ImageStore } from './images/ImageStore';
import type { NodeContext } from './NodeContext';
import { shellRuntime } from './process/shellRuntime';
import { PodVolumes } from './volumes/PodVolumes';
import type { VolumeFolders } from './volumes/VolumeFolders';

/**
 * What each node works with, by the node's name. Only the events tell the nodes apart.
 *
 * @param options `runtimeDirectory` is `images/runtime`; paths are real paths
 */
export function createContexts(options: {
  registry: Registry;
  logger: Logger;
  imagesDirectory: string;
  runtimeDirectory: string;
  stateDirectory: string;
  volumeFolders: VolumeFolders;
  shell: ContainerShell;
  nodes: string[];
}): Map<string, NodeContext> {
  const { registry, runtimeDirectory, shell, stateDirectory } = options;
  const shared = {
    registry,
    logger: options.logger,
    images: ImageStore.create({ directory: options.imagesDirectory }),
    volumes: PodVolumes.create({
      registry,
      folders: options.volumeFolders,
      stateDirectory,
    }),
    stateDirectory,
    preload: join(runtimeDirectory, 'container.cjs'),
    shellScript: join(runtimeDirectory, 'shell.cjs'),
    shell: () => shellRuntime(runtimeDirectory),
    run: shell.runForNode.bind(shell),
  };
  return new Map(
    options.nodes.map(host => [
      host,
      {
        ...shared,
        recorder: EventRecorder.create({
          registry,
          component: 'kubelet',
          host,
        }),
      },
    ]),
  );
}
