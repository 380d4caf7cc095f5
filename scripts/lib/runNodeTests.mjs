/**
 * Runs Node's own test runner over the `*.test.mjs` of a folder, one file after the other, and writes a report:
 * `node runNodeTests.mjs <report> <folder>`.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const [report, folder] = process.argv.slice(2);

const result = {
  passed: 0,
  failed: 0,
  /** @type {string[]} */
  skipped: [],
};

const files = readdirSync(folder)
  .filter(file => /\.test\.mjs$/.test(file))
  .sort()
  .map(file => join(folder, file));

const tests = run({ files, concurrency: false });

tests.on('test:pass', ({ name, details, skip, todo }) => {
  if (skip !== undefined || todo !== undefined) {
    result.skipped.push(name);
  } else if (details.type !== 'suite') {
    result.passed += 1;
  }
});
tests.on('test:fail', ({ details }) => {
  // A suite fails because a test in it does, which counts already, or by itself
  if (details.type !== 'suite' || !isFailureOfTests(details.error)) {
    result.failed += 1;
    process.exitCode = 1;
  }
});
tests.on('end', () => writeFileSync(report, JSON.stringify(result)));
tests.compose(new spec()).pipe(process.stdout);

/** @param {Error} error */
function isFailureOfTests(error) {
  return 'failureType' in error && error.failureType === 'subtestsFailed';
}
