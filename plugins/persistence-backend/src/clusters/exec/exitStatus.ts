import { ClusterError } from '../ClusterError';

interface ExecStatus {
  status?: string;
  message?: string;
  reason?: string;
  code?: number;
  details?: { causes?: Array<{ reason?: string; message?: string }> };
}

function parse(text: string): ExecStatus | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The exit code in the last message of an exec, a `Status`.
 *
 * @throws ClusterError `rejected` when the command could not run; `protocol` when the text is no such status
 */
export function exitCodeOf(
  text: string,
  { cluster, what }: { cluster: string; what: string },
): number {
  const status = parse(text);
  if (status?.status === 'Success') {
    return 0;
  }
  const code = status?.details?.causes?.find(
    ({ reason }) => reason === 'ExitCode',
  )?.message;
  if (status?.reason === 'NonZeroExitCode' && code && /^\d+$/.test(code)) {
    return Number(code);
  }
  if (status?.status === 'Failure') {
    throw new ClusterError({
      cluster,
      kind: 'rejected',
      message: `${what} at cluster '${cluster}': ${status.message ?? 'it did not say why'}`,
      status: status.code ?? 500,
      reason: status.reason,
    });
  }
  throw new ClusterError({
    cluster,
    kind: 'protocol',
    message: `${what} at cluster '${cluster}': how the command ended is not a status`,
  });
}
