import { seconds, Stopwatch } from './Stopwatch.mjs';
import { reportError } from './UserError.mjs';

/**
 * @typedef {import('../steps/Step.mjs').Step} Step
 * @typedef {import('../steps/Step.mjs').StepResult} StepResult
 * @typedef {StepResult & { title: string, time: string }} Row
 */

/** Counts what the steps of a test run report. */
export class TestSummary {
  /** @type {Row[]} */
  #rows = [];
  /** @type {string[]} */
  #notes = [];
  #stopwatch = Stopwatch.start();
  #strict;

  /** @param {{ strict: boolean }} options `strict`: what could not run counts as failed */
  static create(options) {
    return new TestSummary(options);
  }

  /** @param {{ strict: boolean }} options */
  constructor({ strict }) {
    this.#strict = strict;
  }

  /**
   * Runs a step and keeps its result. A step that throws has failed.
   *
   * @param {Pick<Step, 'title'>} step
   * @param {() => Promise<StepResult>} run
   */
  async add({ title }, run) {
    console.log(`\n── ${title}`);
    const stopwatch = Stopwatch.start();
    const result = await run().catch(failedResult);
    const missing = this.#strict ? (result.missing?.length ?? 0) : 0;
    const row = {
      ...result,
      failed: result.failed + missing,
      title,
      time: seconds(stopwatch),
    };
    this.#rows.push(row);
    this.#notes.push(...(row.notes ?? []).map(note => `${title}: ${note}`));
    console.log(`── ${title}: ${count(row)} in ${row.time}`);
  }

  /** @param {string} text something that a person should know */
  note(text) {
    this.#notes.push(text);
  }

  get passed() {
    return this.#rows.reduce((sum, { passed }) => sum + passed, 0);
  }

  get failed() {
    return this.#rows.reduce((sum, { failed }) => sum + failed, 0);
  }

  /** Ends a run: prints everything, and makes what failed the exit code of this process. */
  conclude() {
    console.log(this.toString());
    process.exitCode = this.failed === 0 ? 0 : 1;
  }

  /** The table, the notes, what was skipped, and the sum as the last line. */
  toString() {
    const skipped = this.#rows.flatMap(row => [
      ...(row.skipped ?? []),
      ...(row.missing ?? []),
    ]);
    return [
      '',
      ...this.#table(),
      '',
      `Took ${seconds(this.#stopwatch)}.`,
      ...this.#notes,
      ...skipped.map(name => `Skipped: ${name}`),
      count(this),
    ].join('\n');
  }

  #table() {
    const header = ['step', 'passed', 'failed', 'skipped', 'time'];
    const rows = this.#rows.map(row => [
      row.title,
      String(row.passed),
      String(row.failed),
      String((row.skipped?.length ?? 0) + (row.missing?.length ?? 0)),
      row.time,
    ]);
    const widths = header.map((title, column) =>
      Math.max(title.length, ...rows.map(cells => cells[column].length)),
    );
    return [header, ...rows].map(cells =>
      cells
        .map((cell, column) =>
          column === 0
            ? cell.padEnd(widths[column])
            : cell.padStart(widths[column]),
        )
        .join('  '),
    );
  }
}

/**
 * @param {unknown} error
 * @returns {StepResult}
 */
function failedResult(error) {
  reportError(error);
  return { passed: 0, failed: 1 };
}

/** @param {{ passed: number, failed: number }} counts */
function count({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}
