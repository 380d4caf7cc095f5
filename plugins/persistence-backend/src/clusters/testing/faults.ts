/** How a request goes wrong. */
export type Fault =
  /** It is accepted and never answered. */
  | { kind: 'silent' }
  /** It is answered later. */
  | { kind: 'slow'; ms: number }
  /** It is passed on when somebody says so. */
  | { kind: 'held'; until: Promise<void> }
  /** It is passed on, and nobody hears the answer. */
  | { kind: 'unanswered' }
  /** The connection breaks. */
  | { kind: 'broken' }
  /** It is answered with an error; the body is a `Status` unless `body` tells another one. */
  | {
      kind: 'status';
      status: number;
      reason?: string;
      message?: string;
      headers?: Record<string, string>;
      body?: string;
    };

/** A request that arrived. */
export interface RecordedRequest {
  method: string;
  /** Without the query. */
  path: string;
  query: URLSearchParams;
  watch: boolean;
  /** Whether it only asks what would happen. */
  dryRun: boolean;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The status of the answer; absent until there is one. */
  status?: number;
}

/** Which requests: the whole path (`/api/v1/pods`), an expression that matches it, what a function says, or all when undefined. */
export type PathMatcher =
  string | RegExp | ((request: RecordedRequest) => boolean) | undefined;

/** Whether a request is one of those that a path stands for. */
export function matchesPath(
  request: RecordedRequest,
  matcher: PathMatcher,
): boolean {
  const { path } = request;
  if (matcher === undefined) {
    return true;
  }
  if (typeof matcher === 'function') {
    return matcher(request);
  }
  return typeof matcher === 'string' ? path === matcher : matcher.test(path);
}

const REASONS: Record<number, string> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  409: 'Conflict',
  410: 'Expired',
  422: 'Invalid',
  429: 'TooManyRequests',
  500: 'InternalError',
  503: 'ServiceUnavailable',
  504: 'Timeout',
};

/** The body of a fault's answer. */
export function statusBody({
  status,
  reason = REASONS[status],
  message = `the test answers ${status}`,
}: Extract<Fault, { kind: 'status' }>): string {
  return JSON.stringify({
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Failure',
    message,
    reason,
    code: status,
  });
}
