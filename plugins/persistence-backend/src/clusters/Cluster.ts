/** One call of a cluster's API. */
export interface ClusterRequest {
  /** Default: `GET`. */
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path below the server's address, without a query, for example `/api/v1/namespaces`. */
  path: string;
  query?: Record<string, string | number | boolean | undefined>;
  /** Sent as JSON. */
  body?: unknown;
  /** Default: `application/json`. Patches name their kind here. */
  contentType?: string;
  /** Default: `application/json`. */
  accept?: string;
  /** Ends the call early. */
  signal?: AbortSignal;
  /** When to give up, in milliseconds. Default: 10 000. */
  deadlineMs?: number;
  /** Hears the server's `Warning` headers, for example of a pod security standard. */
  onWarning?: (warning: string) => void;
}

/** How a watch is made. */
export interface WatchOptions {
  query?: Record<string, string | number | boolean | undefined>;
  accept?: string;
  /** Ends the watch. */
  signal?: AbortSignal;
  /** How long the answer's headers may take, in milliseconds. Default: 10 000. */
  deadlineMs?: number;
  /** Called when the server has accepted the watch: a quiet one says nothing for a long time. */
  onOpen?: () => void;
  /** How long the stream may be silent before it counts as dead, in milliseconds. Default: 150 000; bookmarks come every minute. */
  silenceMs?: number;
}

/** One line of a watch. */
export interface WatchEvent {
  type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  /** As the server sent it; the receiver checks what it reads. */
  object: unknown;
}

/** The container in which a command runs. */
export interface ExecTarget {
  namespace: string;
  pod: string;
  container: string;
}

export interface ExecOptions {
  command: string[];
  /** Whether the command reads standard input. Default: no. */
  stdin?: boolean;
  signal?: AbortSignal;
  /** When to give up, in milliseconds. Default: 60 000. */
  deadlineMs?: number;
}

/**
 * A command that runs in a container. The streams have back-pressure and share one connection: read both outputs, or `resume()` the
 * one that does not matter. When the command does not end by itself, the streams fail with the same error as `ended`.
 */
export interface ExecSession {
  readonly stdin?: NodeJS.WritableStream;
  readonly stdout: NodeJS.ReadableStream;
  readonly stderr: NodeJS.ReadableStream;
  /** Fulfilled with the exit code when the command has ended; rejected with a ClusterError when it could not run or the connection broke. */
  readonly ended: Promise<number>;
  /** Closes the connection. */
  close(): void;
}

/** One cluster, however it is reached. Every call has a deadline; errors are of the type ClusterError. */
export interface Cluster {
  readonly name: string;
  /** Whether we may not write to it, whatever its own rules say. */
  readonly readOnly: boolean;
  /**
   * Whether a watch that resumes from a version is answered at once. The Kubernetes plugin's proxy passes the answer's headers on
   * only with the first event, so there every watch has to begin with the initial events.
   */
  readonly resumesWatches: boolean;
  request<T>(request: ClusterRequest): Promise<T>;
  /** Events as they come. Ends when the server ends it; throws ClusterError when it breaks, or (`aborted`) when the caller ends it. */
  watch(path: string, options?: WatchOptions): AsyncIterable<WatchEvent>;
  exec(target: ExecTarget, options: ExecOptions): Promise<ExecSession>;
  /** Ends all connections and calls. */
  close(): Promise<void>;
}
