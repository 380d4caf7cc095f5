import { readFileSync, statSync } from 'node:fs';

/** One request, as an API server writes it down: https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/ */
export interface AuditedRequest {
  auditID: string;
  verb: string;
  requestURI: string;
  user: { username: string };
  requestReceivedTimestamp: string;
}

/** What an API server writes down from now on. */
export class AuditLog {
  readonly #file: string;
  readonly #start: number;

  static open(file: string): AuditLog {
    return new AuditLog(file);
  }

  private constructor(file: string) {
    this.#file = file;
    this.#start = statSync(file).size;
  }

  /** The requests of one user that were received since this log was opened, each once. */
  requestsOf(user: string): AuditedRequest[] {
    const text = readFileSync(this.#file)
      .subarray(this.#start)
      .toString('utf8');
    const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n');
    const requests = new Map<string, AuditedRequest>();
    for (const line of lines.filter(Boolean)) {
      const request: AuditedRequest = JSON.parse(line);
      if (request.user.username === user) {
        requests.set(request.auditID, request);
      }
    }
    return [...requests.values()];
  }
}
