import { posix } from 'node:path';
import type { BashOptions } from 'just-bash';
import {
  commandNames,
  registeredCommands,
} from '../../../images/runtime/commands.cjs';
import { createFileSystem } from '../../../images/runtime/fileSystem.cjs';
import { executableProblem } from '../container/resolveProgram';
import type { RunningContainer } from '../container/RunningContainer';
import { containerCommands, OWN_COMMANDS } from './containerCommands';
import { loadShell, type Shell } from './loadShell';
import { runInShell, type CommandResult } from './runInShell';

/** A command that cannot be started. The message is that of a container runtime. */
export class CommandNotStartedError extends Error {}

/**
 * Runs a command in a container: in a shell written in JavaScript over the container's folders, never in one of this machine.
 *
 * @throws CommandNotStartedError when the container has no such executable
 */
export async function runCommand(
  container: RunningContainer,
  input: { command: string[]; stdin?: Uint8Array; signal: AbortSignal },
): Promise<CommandResult> {
  const shell = await loadShell();
  const [name = ''] = input.command;
  const commands = container.image.shell
    ? [...commandNames(shell), ...OWN_COMMANDS]
    : [];
  if (!isExecutable(commands, name)) {
    throw new CommandNotStartedError(
      `exec failed: unable to start container process: ${executableProblem({ name, root: container.files.root })}`,
    );
  }
  return runInShell(shell, shellOptions(shell, container, commands), input);
}

function isExecutable(commands: string[], name: string): boolean {
  const isInBin = !name.includes('/') || posix.dirname(name) === '/bin';
  return isInBin && commands.includes(posix.basename(name));
}

function shellOptions(
  shell: Shell,
  container: RunningContainer,
  commands: string[],
): BashOptions {
  return {
    fs: createFileSystem(shell, container.files, commands),
    cwd: container.workingDirectory,
    env: container.environment,
    commands: registeredCommands(shell),
    customCommands: containerCommands(shell, container),
    processInfo: { pid: 2, ppid: 0, ...container.user },
    executionLimits: {
      maxCommandCount: Number.MAX_SAFE_INTEGER,
      maxLoopIterations: Number.MAX_SAFE_INTEGER,
      maxWorkUnits: Number.MAX_SAFE_INTEGER,
    },
    // It would patch globals of this process while a command runs. The shell's commands run no code of their users.
    defenseInDepth: false,
  };
}
