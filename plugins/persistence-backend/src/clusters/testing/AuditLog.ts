import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';

/** One request, as an API server writes it down: https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/ */
export interface AuditedRequest {
  auditID: string;
  verb: string;
  requestURI: string;
  user: { username: string };
  requestReceivedTimestamp: string;
  /** Absent until it was answered. */
  responseStatus?: { code: number };
}

const NEWLINE = '\n'.charCodeAt(0);

/**
 * What an API server writes down from now on. The server may be writing a line at this moment, and it begins a new file when this one is
 * full (https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#log-backend); the full one gets the time in its name.
 */
export class AuditLog {
  readonly #file: string;
  readonly #inode: number;
  readonly #start: number;

  static open(file: string): AuditLog {
    return new AuditLog(file);
  }

  private constructor(file: string) {
    const { ino, size } = statSync(file);
    this.#file = file;
    this.#inode = ino;
    this.#start = size;
  }

  /**
   * The requests of one user that were written down since this log was opened, each once.
   *
   * @throws Error when the file that it was opened with is gone
   */
  requestsOf(user: string): AuditedRequest[] {
    const requests = new Map<string, AuditedRequest>();
    for (const line of this.#lines()) {
      const request: AuditedRequest = JSON.parse(line);
      if (request.user.username === user) {
        requests.set(request.auditID, request);
      }
    }
    return [...requests.values()];
  }

  #lines(): string[] {
    const files = this.#files();
    const first = files.findIndex(file => statSync(file).ino === this.#inode);
    if (first === -1) {
      throw new Error(
        `What was in ${this.#file} when it was opened is not there any more`,
      );
    }
    return files.slice(first).flatMap((file, index) => {
      const content = readFileSync(file);
      return wholeLines(
        content.subarray(index === 0 ? lineAfter(content, this.#start) : 0),
      );
    });
  }

  /** Oldest first. */
  #files(): string[] {
    const folder = dirname(this.#file);
    const extension = extname(this.#file);
    const stem = basename(this.#file, extension);
    const full = readdirSync(folder)
      .filter(name => name.startsWith(`${stem}-`) && name.endsWith(extension))
      .sort();
    return [...full.map(name => join(folder, name)), this.#file];
  }
}

/** Where the first line begins that does so at this place or later. */
function lineAfter(content: Buffer, place: number): number {
  if (place === 0) {
    return 0;
  }
  const end = content.indexOf(NEWLINE, place - 1);
  return end === -1 ? content.length : end + 1;
}

/** Without a last one that is still being written. */
function wholeLines(content: Buffer): string[] {
  return content
    .subarray(0, content.lastIndexOf(NEWLINE) + 1)
    .toString('utf8')
    .split('\n')
    .filter(Boolean);
}
