import type { Status } from 'kubernetes-types/meta/v1';

/** What a cluster answered to one request. */
export class Answer<Body> {
  static create<Body>(options: {
    request: string;
    code: number;
    headers: Record<string, string | string[] | undefined>;
    bytes: Buffer;
  }): Answer<Body> {
    return new Answer<Body>(
      options.request,
      options.code,
      options.headers,
      options.bytes,
    );
  }

  private constructor(
    /** Method and path, for messages. */
    readonly request: string,
    /** HTTP status code. */
    readonly code: number,
    readonly headers: Record<string, string | string[] | undefined>,
    /** The body as it came, still compressed if it was. */
    readonly bytes: Buffer,
  ) {}

  get text(): string {
    return this.bytes.toString('utf8');
  }

  /** The body as JSON, whatever the status code. */
  get json(): Body {
    return JSON.parse(this.text) as Body;
  }

  /** Texts of the `Warning` headers (`299 - "text"`). */
  get warnings(): string[] {
    const headers = [this.headers.warning ?? []].flat();
    return headers.flatMap(header =>
      [...header.matchAll(/299 \S+ ("(?:[^"\\]|\\.)*")/g)].map(
        match => JSON.parse(match[1]) as string,
      ),
    );
  }

  /**
   * The body of a success.
   *
   * @throws Error with the cluster's words when the request failed.
   */
  ok(): Body {
    if (this.code >= 300) {
      throw new Error(`${this.request} answered ${this.code}: ${this.text}`);
    }
    return this.json;
  }

  /** The body of a failure as a Status. */
  get status(): Status {
    return JSON.parse(this.text) as Status;
  }
}

/**
 * Expects a failure that is told as Kubernetes tells it: the code in the header and in a Status, a machine-readable
 * reason and a message. Returns the Status.
 */
export function expectStatus<Body>(
  answer: Answer<Body>,
  expected: { code: number; reason: string; message?: string | RegExp },
): Status {
  const { request, code } = answer;
  if (code < 300) {
    throw new Error(
      `${request} succeeded with ${code}, expected ${expected.code} ${expected.reason}`,
    );
  }
  const status = answer.status;
  expect({ request, http: code, ...status }).toMatchObject({
    request,
    http: expected.code,
    apiVersion: 'v1',
    kind: 'Status',
    status: 'Failure',
    code: expected.code,
    reason: expected.reason,
  });
  if (expected.message instanceof RegExp) {
    expect(status.message).toMatch(expected.message);
  } else if (expected.message !== undefined) {
    expect(status.message).toBe(expected.message);
  }
  return status;
}
