import type { Status, StatusCause } from 'kubernetes-types/meta/v1';

/** The reasons of `metav1.StatusReason` that this API answers with, and the HTTP status of each. */
const CODES = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  AlreadyExists: 409,
  Conflict: 409,
  Expired: 410,
  UnsupportedMediaType: 415,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
  Timeout: 504,
  /** What the API server did not give a reason for: its answer has none. */
  Unknown: 500,
} as const;

/** A machine-readable reason: `status.reason` of a failed request. */
export type StatusReason = keyof typeof CODES;

/** What a failure is about, for `status.details`. */
export interface StatusSubject {
  group?: string;
  /** In details Kubernetes writes the plural for most failures, the kind for `Invalid`. */
  kind?: string;
  name?: string;
  uid?: string;
}

/**
 * A failed request, as the API server words it: becomes a `Status` object with code, reason and message.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/
 */
export class StatusError extends Error {
  readonly reason: StatusReason;
  readonly code: number;
  readonly subject?: StatusSubject;
  readonly causes?: StatusCause[];

  constructor(
    reason: StatusReason,
    message: string,
    details: { subject?: StatusSubject; causes?: StatusCause[] } = {},
  ) {
    super(message);
    this.name = 'StatusError';
    this.reason = reason;
    this.code = CODES[reason];
    this.subject = details.subject;
    this.causes = details.causes;
  }

  /** The body of the answer. */
  toStatus(): Status {
    const details =
      this.subject || this.causes?.length
        ? {
            ...this.subject,
            ...(this.causes?.length ? { causes: this.causes } : {}),
          }
        : undefined;
    return {
      kind: 'Status',
      apiVersion: 'v1',
      metadata: {},
      status: 'Failure',
      message: this.message,
      ...(this.reason === 'Unknown' ? {} : { reason: this.reason }),
      ...(details ? { details } : {}),
      code: this.code,
    };
  }
}
