import { join } from 'node:path';
import { prepareLayer } from '../files/layer';
import { ContainerInstance, type InstanceOptions } from './ContainerInstance';
import { resolveProgram } from './resolveProgram';

/** What an instance is made from, but for what is derived here. */
type StartOptions = Omit<InstanceOptions, 'logFile' | 'program'> & {
  /** The container's folder, beside whose root the log is written. */
  folder: string;
  /** Whether the container goes on with the files that it left. */
  isResumed: boolean;
};

/**
 * Makes the files of a container and starts its program.
 *
 * @throws StartError when there is no such program
 */
export function startInstance(options: StartOptions): ContainerInstance {
  const { context, folder, isResumed, prepared } = options;
  const { files, image, workingDirectory } = prepared;
  prepareLayer(
    { root: files.root, image, mounts: files.mounts, workingDirectory },
    { isResumed },
  );
  const program = resolveProgram({
    prepared,
    shellScript: context.shellScript,
    shell: context.shell,
  });
  return ContainerInstance.start({
    ...options,
    program,
    logFile: join(folder, 'container.log'),
  });
}
