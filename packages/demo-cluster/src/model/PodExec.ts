import type { Status } from 'kubernetes-types/meta/v1';

/** A command to be run in a running container. */
export interface PodExecRequest {
  namespace: string;
  pod: string;
  /** Default: the pod's only container. */
  container?: string;
  command: string[];
  /** All of it, once the client has closed it; absent when the client sends none. */
  stdin?: Promise<Uint8Array>;
  stdout?(chunk: Uint8Array): Promise<void>;
  stderr?(chunk: Uint8Array): Promise<void>;
  signal: AbortSignal;
}

/**
 * Runs commands in containers.
 *
 * @remarks
 * Throws `StatusError` where the API server would refuse before the connection is upgraded (no such pod or container). The returned Status is
 * what goes out on the error channel: `Success`, or `NonZeroExitCode` with an `ExitCode` cause.
 */
export interface PodExec {
  /** Checks what can be checked before the connection is upgraded. */
  check(request: { namespace: string; pod: string; container?: string }): void;
  exec(request: PodExecRequest): Promise<Status>;
}
