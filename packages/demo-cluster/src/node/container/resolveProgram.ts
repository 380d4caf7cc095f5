import { readFileSync, statSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import type { ContainerProgram } from '../process/ContainerProcess';
import type { ShellRuntime } from '../process/shellRuntime';
import type { PreparedContainer } from './prepareContainer';

/** A program cannot be started: the container ends with the reason `StartError`. */
export class StartError extends Error {}

/** Room for an ordinary small program. */
const PROGRAM_HEAP_MEGABYTES = 32;
/** The shell holds what it reads and prints in memory. */
const SHELL_HEAP_MEGABYTES = 128;

/**
 * Finds out what a container's command means here: a program of the image that is written for Node, or the shell with its commands.
 *
 * @param options `shellScript` is the program that runs shell commands (`images/runtime/shell.cjs`)
 * @throws StartError worded as a container runtime words it
 */
export function resolveProgram(options: {
  prepared: PreparedContainer;
  shellScript: string;
  shell: () => ShellRuntime;
}): ContainerProgram {
  const { prepared, shellScript } = options;
  const { files, image, user, workingDirectory } = prepared;
  const { root } = files;
  const [name, ...rest] = prepared.command;
  if (!name) {
    throw new StartError('no command specified');
  }
  const path = name.includes('/') ? posix.resolve('/', name) : undefined;
  if (path && isNodeProgram(join(root, path))) {
    return {
      script: join(root, path),
      arguments: rest,
      runtime: [],
      heapMegabytes: PROGRAM_HEAP_MEGABYTES,
    };
  }
  if (image.shell && (!path || posix.dirname(path) === '/bin')) {
    const shell = options.shell();
    return {
      script: shellScript,
      arguments: [
        shell.module,
        JSON.stringify({ ...files, workingDirectory, uid: user.uid }),
        posix.basename(name),
        ...rest,
      ],
      runtime: [dirname(shellScript), ...shell.folders],
      heapMegabytes: SHELL_HEAP_MEGABYTES,
    };
  }
  throw new StartError(
    `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: ${executableProblem({ name, root })}`,
  );
}

/** Why the command is not an executable of the container, worded as runc does. */
export function executableProblem(options: {
  name: string;
  root: string;
}): string {
  const { name, root } = options;
  if (!name.includes('/')) {
    return `exec: "${name}": executable file not found in $PATH`;
  }
  const found = statSync(join(root, name), { throwIfNoEntry: false });
  return found
    ? `exec: "${name}": permission denied`
    : `exec: "${name}": stat ${name}: no such file or directory`;
}

function isNodeProgram(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isFile() || !(found.mode & 0o111)) {
    return false;
  }
  const firstLine = readFileSync(path, 'utf8').split('\n', 1)[0];
  return /^#!.*\bnode\b/.test(firstLine);
}
