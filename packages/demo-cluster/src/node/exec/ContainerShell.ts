import { executableProblem } from '../container/resolveProgram';
import type {
  CommandRequest,
  CommandResult,
  ShellProcess,
} from './ShellProcess';

/** A command that cannot be started. The message is that of a container runtime. */
export class CommandNotStartedError extends Error {}

/**
 * Runs commands in containers: in a shell written in JavaScript over the container's folders, never in one of this machine.
 */
export class ContainerShell {
  readonly #process: ShellProcess;

  static create(options: { process: ShellProcess }): ContainerShell {
    return new ContainerShell(options.process);
  }

  private constructor(process: ShellProcess) {
    this.#process = process;
  }

  /** @throws CommandNotStartedError when the container has no such executable */
  async run(request: CommandRequest): Promise<CommandResult> {
    const { container, command } = request;
    const result = container.image.shell
      ? await this.#process.run(request)
      : undefined;
    if (!result) {
      const problem = executableProblem({
        name: command[0] ?? '',
        root: container.files.root,
      });
      throw new CommandNotStartedError(
        `exec failed: unable to start container process: ${problem}`,
      );
    }
    return result;
  }

  /** A command of a probe or a hook: both outputs as one text. */
  async runForNode(
    request: CommandRequest,
  ): Promise<{ exitCode: number; output: string }> {
    const { exitCode, stdout, stderr } = await this.run(request);
    const output = Buffer.concat([stdout, stderr]).toString('utf8');
    return { exitCode, output };
  }
}
