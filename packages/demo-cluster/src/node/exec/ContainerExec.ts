import { randomBytes } from 'node:crypto';
import type { Pod } from 'kubernetes-types/core/v1';
import type { Status } from 'kubernetes-types/meta/v1';
import type { Stored } from '../../model/objects';
import type { PodExec, PodExecRequest } from '../../model/PodExec';
import { StatusError } from '../../model/StatusError';
import type { Registry } from '../../registry/Registry';
import { pods } from '../../resources';
import type { RunningContainer } from '../container/RunningContainer';
import { CommandNotStartedError, type ContainerShell } from './ContainerShell';

/** Finds a container among those that run on the nodes. */
export type FindContainer = (
  podUid: string,
  container: string,
) => RunningContainer | undefined;

/**
 * Runs commands in the containers of the nodes.
 */
export class ContainerExec implements PodExec {
  readonly #registry: Registry;
  readonly #shell: ContainerShell;
  readonly #find: FindContainer;

  static create(options: {
    registry: Registry;
    shell: ContainerShell;
    find: FindContainer;
  }): ContainerExec {
    return new ContainerExec(options);
  }

  private constructor(options: {
    registry: Registry;
    shell: ContainerShell;
    find: FindContainer;
  }) {
    this.#registry = options.registry;
    this.#shell = options.shell;
    this.#find = options.find;
  }

  check(request: { namespace: string; pod: string; container?: string }): void {
    this.#container(request);
  }

  async exec(request: PodExecRequest): Promise<Status> {
    const container = this.#container(request);
    try {
      const { exitCode, stdout, stderr } = await this.#shell.run({
        container,
        command: request.command,
        stdin: await request.stdin,
        signal: request.signal,
      });
      await Promise.all([
        stdout.length > 0 ? request.stdout?.(stdout) : undefined,
        stderr.length > 0 ? request.stderr?.(stderr) : undefined,
      ]);
      return exitStatus(exitCode);
    } catch (error) {
      if (!(error instanceof CommandNotStartedError)) {
        throw error;
      }
      return notStarted(error);
    }
  }

  #container(request: {
    namespace: string;
    pod: string;
    container?: string;
  }): RunningContainer {
    const pod = this.#registry.get(pods, request.namespace, request.pod);
    const name = containerName(pod, request.container);
    if (!pod.spec?.nodeName) {
      throw new StatusError(
        'BadRequest',
        `pod ${pod.metadata.name} does not have a host assigned`,
      );
    }
    const running = this.#find(pod.metadata.uid, name);
    if (!running) {
      throw new StatusError('InternalError', `container not found ("${name}")`);
    }
    return running;
  }
}

function containerName(pod: Stored<Pod>, requested?: string): string {
  const { name } = pod.metadata;
  const main = (pod.spec?.containers ?? []).map(container => container.name);
  const init = (pod.spec?.initContainers ?? []).map(
    container => container.name,
  );
  if (requested) {
    if (![...main, ...init].includes(requested)) {
      throw new StatusError(
        'BadRequest',
        `container ${requested} is not valid for pod ${name}`,
      );
    }
    return requested;
  }
  if (main.length !== 1) {
    const others =
      init.length > 0
        ? ` or one of the init containers: [${init.join(' ')}]`
        : '';
    throw new StatusError(
      'BadRequest',
      `a container name must be specified for pod ${name}, choose one of: [${main.join(' ')}]${others}`,
    );
  }
  return main[0];
}

/** https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/util/remotecommand/constants.go */
function exitStatus(exitCode: number): Status {
  if (exitCode === 0) {
    return { metadata: {}, status: 'Success' };
  }
  return {
    metadata: {},
    status: 'Failure',
    message: `command terminated with non-zero exit code: exit status ${exitCode}`,
    reason: 'NonZeroExitCode',
    details: { causes: [{ reason: 'ExitCode', message: `${exitCode}` }] },
  };
}

function notStarted(error: CommandNotStartedError): Status {
  const id = randomBytes(32).toString('hex');
  const why = `error executing command in container: failed to exec in container: failed to start exec "${id}": OCI runtime exec failed: ${error.message}`;
  return {
    metadata: {},
    status: 'Failure',
    message: `Internal error occurred: ${why}`,
    reason: 'InternalError',
    details: { causes: [{ message: why }] },
    code: 500,
  };
}
