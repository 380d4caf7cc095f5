import { posix } from 'node:path';
import type { Bash } from 'just-bash';
import { createFileSystem } from '../../../images/runtime/fileSystem.cjs';
import { executableProblem } from '../container/resolveProgram';
import type { RunningContainer } from '../container/RunningContainer';
import { containerCommands } from './commands';
import { loadShell, type Shell } from './loadShell';

/** What a command is run with. */
export interface CommandInput {
  command: string[];
  stdin?: Uint8Array;
  signal: AbortSignal;
}

/** What came of it. */
export interface CommandResult {
  exitCode: number;
  stdout: Uint8Array;
  stderr: Uint8Array;
}

/** A command that cannot be started. The message is that of a container runtime. */
export class CommandNotStartedError extends Error {}

/**
 * Runs a command in a container: in a shell written in JavaScript over the container's folders, never in one of this machine.
 *
 * @throws CommandNotStartedError when the container has no such executable
 */
export async function runCommand(
  container: RunningContainer,
  input: CommandInput,
): Promise<CommandResult> {
  const shell = await loadShell();
  const [name = '', ...args] = input.command;
  const commands = commandNames(shell, container);
  if (!isExecutable(commands, name)) {
    throw new CommandNotStartedError(
      `exec failed: unable to start container process: ${executableProblem({ name, root: container.files.root })}`,
    );
  }
  const bash = createShell(shell, container, commands);
  const result = await bash.exec(posix.basename(name), {
    args,
    rawScript: true,
    signal: input.signal,
    ...(input.stdin
      ? {
          stdin: Buffer.from(input.stdin).toString('latin1'),
          stdinKind: 'bytes' as const,
        }
      : {}),
  });
  return {
    exitCode: result.exitCode,
    stdout: Buffer.from(
      shell.latin1FromBytes(shell.stdoutAsBytes(result)),
      'latin1',
    ),
    stderr: Buffer.from(result.stderr, 'utf8'),
  };
}

function commandNames(shell: Shell, container: RunningContainer): string[] {
  return container.image.shell
    ? [...shell.getCommandNames(), 'hostname', 'id', 'kill']
    : [];
}

function isExecutable(commands: string[], name: string): boolean {
  const isInBin = !name.includes('/') || posix.dirname(name) === '/bin';
  return isInBin && commands.includes(posix.basename(name));
}

function createShell(
  shell: Shell,
  container: RunningContainer,
  commands: string[],
): Bash {
  return new shell.Bash({
    fs: createFileSystem(shell, container.files, commands),
    cwd: container.workingDirectory,
    env: container.environment,
    customCommands: containerCommands(shell, container),
    processInfo: {
      pid: 2,
      ppid: 0,
      uid: container.user.uid,
      gid: container.user.gid,
    },
    executionLimits: {
      maxCommandCount: Number.MAX_SAFE_INTEGER,
      maxLoopIterations: Number.MAX_SAFE_INTEGER,
      maxWorkUnits: Number.MAX_SAFE_INTEGER,
    },
    // It would patch globals of this process while a command runs. The shell's commands run no code of their users.
    defenseInDepth: false,
  });
}
