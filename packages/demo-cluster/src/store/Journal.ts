import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Stored } from '../model/objects';

/** One line of the journal: an object as it is now, or the key of one that is gone. */
export type JournalEntry =
  | { resource: string; object: Stored }
  | { resource: string; deleted: string; version: number };

/** Rewritten when the journal has grown past this and past several times what is in it that still counts. */
const COMPACT_ABOVE_BYTES = 4 * 1024 * 1024;

/**
 * The cluster's state on disk: a line of JSON per change, rewritten as a whole now and then.
 *
 * @remarks
 * A change is handed to the operating system before the request that made it is answered, so it survives the process being killed. It
 * is not synced to the disk: a laptop that loses power may lose the last seconds of a demo.
 */
export class Journal {
  static open(directory: string): {
    journal: Journal;
    entries: JournalEntry[];
  } {
    mkdirSync(directory, { recursive: true });
    const path = join(directory, 'objects.ndjson');
    const entries = existsSync(path) ? parse(readFileSync(path, 'utf8')) : [];
    return { journal: new Journal(path), entries };
  }

  readonly #path: string;
  #file: number | undefined;
  #bytes = 0;
  #compactedBytes = 0;

  private constructor(path: string) {
    this.#path = path;
  }

  append(entry: JournalEntry): void {
    if (this.#file === undefined) {
      this.#file = openSync(this.#path, 'a');
    }
    this.#bytes += writeSync(this.#file, `${JSON.stringify(entry)}\n`);
  }

  /** Whether most of what is in the file is out of date. */
  get wantsCompaction(): boolean {
    return (
      this.#bytes > Math.max(COMPACT_ABOVE_BYTES, 4 * this.#compactedBytes)
    );
  }

  /** Replaces the file in one step, so that there is always a whole one. */
  compact(entries: Iterable<JournalEntry>): void {
    this.close();
    const text = Array.from(
      entries,
      entry => `${JSON.stringify(entry)}\n`,
    ).join('');
    const next = `${this.#path}.next`;
    writeFileSync(next, text);
    renameSync(next, this.#path);
    this.#bytes = Buffer.byteLength(text);
    this.#compactedBytes = this.#bytes;
  }

  /** Closes the journal and removes its file. */
  discard(): void {
    this.close();
    rmSync(this.#path, { force: true });
  }

  close(): void {
    if (this.#file !== undefined) {
      closeSync(this.#file);
      this.#file = undefined;
    }
  }
}

function parse(text: string): JournalEntry[] {
  const lines = text.split('\n');
  // What follows the last line break is a line that was being written when the process was killed: nobody was told that it succeeded.
  lines.pop();
  return lines.map(line => JSON.parse(line));
}
