import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ContainerStateTerminated } from 'kubernetes-types/core/v1';

/** What is known of a container beyond the life of its process: kept beside its files, so that it outlives the demo cluster's as well. */
export interface ContainerRecord {
  /** `demo://` and 64 hexadecimal digits; another one for each start. */
  id: string;
  restartCount: number;
  /** How often in a row it was restarted after it had ended: the back-off grows with it. */
  failures: number;
  startedAt: string;
  /** The process that was started last. */
  pid?: number;
  /** How the container ended; absent while it runs. */
  terminated?: ContainerStateTerminated;
  /** How the container before this one ended. */
  lastTerminated?: ContainerStateTerminated;
}

const FILE = 'container.json';

/** @returns undefined for a container that was never started */
export function readRecord(folder: string): ContainerRecord | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, FILE), 'utf8'));
  } catch {
    // None yet, or the machine failed while it was written: then the container starts anew.
    return undefined;
  }
}

export function writeRecord(folder: string, record: ContainerRecord): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, FILE), JSON.stringify(record));
}
