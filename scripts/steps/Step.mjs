/**
 * @typedef {object} StepContext
 * @property {string} folder a folder for reports and logs
 * @property {NodeJS.ProcessEnv} env
 * @property {string | undefined} chromium the path of a Chromium
 * @property {boolean} postgres whether a PostgreSQL server runs for the tests
 *
 * @typedef {object} StepResult
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} [skipped] tests that were left out, by name
 * @property {string[]} [missing] what could not run because this machine lacks something, by name; fails in CI
 * @property {string[]} [notes] what else a person should know
 *
 * @typedef {object} Step
 * @property {string} name what selects it on the command line
 * @property {string} title
 * @property {(context: StepContext) => Promise<StepResult>} run
 */

export {};
