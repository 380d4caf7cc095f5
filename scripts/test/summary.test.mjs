import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { seconds } from '../lib/Stopwatch.mjs';
import { TestSummary } from '../lib/TestSummary.mjs';
import { UserError } from '../lib/UserError.mjs';
import { readJestReport } from '../steps/jest.mjs';

/** @param {TestSummary} summary */
function lines(summary) {
  return summary.toString().split('\n');
}

describe('TestSummary', () => {
  it('ends with the sum over all steps', async () => {
    const summary = TestSummary.create({ strict: false });
    await summary.add({ title: 'One' }, async () => ({ passed: 2, failed: 0 }));
    await summary.add({ title: 'Two' }, async () => ({ passed: 3, failed: 1 }));

    assert.equal(lines(summary).at(-1), '5 passed, 1 failed');
  });

  it('counts a step that throws as failed', async () => {
    const summary = TestSummary.create({ strict: false });
    await summary.add({ title: 'One' }, async () => {
      throw new UserError('This failure belongs to a test of the summary.');
    });

    assert.equal(lines(summary).at(-1), '0 passed, 1 failed');
  });

  it('lists what could not run by name, as skipped and not as passed', async () => {
    const summary = TestSummary.create({ strict: false });
    await summary.add({ title: 'Journeys' }, async () => ({
      passed: 0,
      failed: 0,
      missing: ['journeys in Chromium'],
    }));

    assert.deepEqual(lines(summary).slice(-2), [
      'Skipped: journeys in Chromium',
      '0 passed, 0 failed',
    ]);
  });

  it('counts what could not run as failed where everything has to run', async () => {
    const summary = TestSummary.create({ strict: true });
    await summary.add({ title: 'Journeys' }, async () => ({
      passed: 0,
      failed: 0,
      missing: ['journeys in Chromium'],
    }));

    assert.deepEqual(lines(summary).slice(-2), [
      'Skipped: journeys in Chromium',
      '0 passed, 1 failed',
    ]);
  });

  it('lists tests that were left out without counting them', async () => {
    const summary = TestSummary.create({ strict: true });
    await summary.add({ title: 'Unit' }, async () => ({
      passed: 1,
      failed: 0,
      skipped: ['some test'],
    }));

    assert.deepEqual(lines(summary).slice(-2), [
      'Skipped: some test',
      '1 passed, 0 failed',
    ]);
  });
});

describe('readJestReport', () => {
  /** @type {string} */
  let folder;
  const file = () => join(folder, 'report.json');
  /** @param {object} report */
  const write = report =>
    writeFileSync(
      file(),
      JSON.stringify({
        success: true,
        numPassedTests: 0,
        numFailedTests: 0,
        numRuntimeErrorTestSuites: 0,
        testResults: [],
        ...report,
      }),
    );

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jest-report-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('counts a file that could not be loaded as failed', () => {
    write({ success: false, numPassedTests: 4, numRuntimeErrorTestSuites: 1 });

    const { passed, failed } = readJestReport(file());
    assert.deepEqual({ passed, failed }, { passed: 4, failed: 1 });
  });

  it('fails when jest failed as a whole though no test did', () => {
    write({ success: false, numPassedTests: 4 });

    assert.equal(readJestReport(file()).failed, 1);
  });

  it('fails when jest wrote no report', () => {
    assert.equal(readJestReport(file()).failed, 1);
  });

  it('names the tests that were left out', () => {
    write({
      testResults: [
        {
          assertionResults: [
            { fullName: 'a card shows', status: 'passed' },
            { fullName: 'a card hides', status: 'pending' },
          ],
        },
      ],
    });

    assert.deepEqual(readJestReport(file()).skipped, ['a card hides']);
  });
});

describe('seconds', () => {
  for (const { milliseconds, text } of [
    { milliseconds: 40, text: '0.0 s' },
    { milliseconds: 6_440, text: '6.4 s' },
    { milliseconds: 125_000, text: '2 min 5 s' },
    { milliseconds: 119_900, text: '2 min 0 s' },
  ]) {
    it(`writes ${milliseconds} ms as ${text}`, () => {
      assert.equal(seconds(milliseconds), text);
    });
  }
});
