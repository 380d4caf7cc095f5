/**
 * What went wrong with a call of a cluster.
 *
 * - `rejected`: the cluster answered with an error: `status` and `reason` say which
 * - `unreachable`: no connection, or it broke
 * - `timeout`: no answer before the deadline
 * - `aborted`: the caller ended it
 * - `protocol`: the answer is not what Kubernetes says
 */
export type ClusterErrorKind =
  'rejected' | 'unreachable' | 'timeout' | 'aborted' | 'protocol';

/** An error of a cluster's API or of the way there. */
export class ClusterError extends Error {
  readonly name = 'ClusterError';
  readonly cluster: string;
  readonly kind: ClusterErrorKind;
  /** The HTTP status, when there was an answer. */
  readonly status?: number;
  /** The reason of a Kubernetes `Status`, for example `AlreadyExists`. */
  readonly reason?: string;
  /** What the cluster said, for a person; {@link message} says where and when, too. */
  readonly words?: string;
  /** After how many seconds the server wants to be asked again. */
  readonly retryAfterSeconds?: number;

  constructor(options: {
    cluster: string;
    kind: ClusterErrorKind;
    message: string;
    status?: number;
    reason?: string;
    words?: string;
    retryAfterSeconds?: number;
    cause?: unknown;
  }) {
    super(options.message, { cause: options.cause });
    this.cluster = options.cluster;
    this.kind = options.kind;
    this.status = options.status;
    this.reason = options.reason;
    this.words = options.words;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
