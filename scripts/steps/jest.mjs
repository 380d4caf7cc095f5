import { existsSync, readFileSync } from 'node:fs';

/**
 * @typedef {object} JestTest
 * @property {string} fullName
 * @property {'passed' | 'failed' | 'pending' | 'todo' | 'skipped' | 'disabled' | 'focused'} status
 *
 * @typedef {object} JestReport what `jest --json` writes, as far as we read it
 * @property {boolean} success
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numRuntimeErrorTestSuites files that could not even be loaded
 * @property {{ assertionResults: JestTest[] }[]} testResults
 *
 * @typedef {import('./Step.mjs').StepResult & { tests: JestTest[] }} JestResult
 */

/**
 * @param {string} file a report of jest; where there is none, jest did not come to an end and that is a failure
 * @returns {JestResult}
 */
export function readJestReport(file) {
  if (!existsSync(file)) {
    return { passed: 0, failed: 1, skipped: [], tests: [] };
  }
  /** @type {JestReport} */
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const tests = report.testResults.flatMap(each => each.assertionResults);
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    // Jest can also fail as a whole, for example over its configuration
    failed: report.success ? failed : Math.max(failed, 1),
    skipped: tests
      .filter(({ status }) => !['passed', 'failed'].includes(status))
      .map(({ fullName }) => fullName),
    tests,
  };
}
