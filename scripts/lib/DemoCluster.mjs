import { createInterface } from 'node:readline';
import { appendFileSync, closeSync } from 'node:fs';
import { openLog } from './openLog.mjs';
import { tail } from './tail.mjs';
import { TiedProcess } from './TiedProcess.mjs';
import { UserError } from './UserError.mjs';

const READY_SECONDS = 60;

/**
 * @typedef {object} DemoClusterOptions
 * @property {string} program the built demo cluster
 * @property {string} state its folder
 * @property {number} port
 * @property {boolean} [fresh] whether to throw its state away first
 * @property {string} [manifests] the folder of what a new state begins with
 * @property {NodeJS.ProcessEnv} env
 * @property {string} log the file for its output
 */

/** The running demo cluster. */
export class DemoCluster {
  #process;
  #log;

  /**
   * Starts it and waits until it is ready.
   *
   * @param {DemoClusterOptions} options
   * @throws {UserError} when it ended before, or was not ready in time
   */
  static async start(options) {
    const output = openLog(options.log);
    const tied = TiedProcess.start({
      name: 'the demo cluster',
      script: options.program,
      args: [
        ...['--state', options.state, '--port', String(options.port)],
        ...(options.manifests ? ['--manifests', options.manifests] : []),
        ...(options.fresh ? ['--fresh'] : []),
      ],
      env: options.env,
      stdout: 'pipe',
      output,
    });
    closeSync(output);
    const cluster = new DemoCluster(tied, options.log);
    await cluster.#untilReady();
    return cluster;
  }

  /**
   * @param {TiedProcess} tied
   * @param {string} log
   */
  constructor(tied, log) {
    this.#process = tied;
    this.#log = log;
  }

  /** Settles when it is gone. */
  get ended() {
    return this.#process.ended;
  }

  async stop() {
    await this.#process.end();
  }

  /** @throws {UserError} */
  async #untilReady() {
    const { stdout } = this.#process;
    if (!stdout) {
      throw new Error('The demo cluster has no standard output to read');
    }
    /** @type {NodeJS.Timeout | undefined} */
    let timer;
    const ready = new Promise(resolve => {
      createInterface({ input: stdout }).on('line', line => {
        appendFileSync(this.#log, `${line}\n`);
        if (isReadyLine(line)) {
          resolve('ready');
        }
      });
    });
    const late = new Promise(resolve => {
      timer = setTimeout(() => resolve('late'), READY_SECONDS * 1000);
    });
    const first = await Promise.race([ready, late, this.#process.ended]);
    clearTimeout(timer);
    if (first !== 'ready') {
      await this.stop();
      const what =
        first === 'late'
          ? `was not ready after ${READY_SECONDS} s`
          : 'ended while it started';
      throw new UserError(
        `${tail(this.#log)}\nThe demo cluster ${what}; all of its output is in ${this.#log}.`,
      );
    }
  }
}

/** @param {string} line */
function isReadyLine(line) {
  try {
    return JSON.parse(line).ready === true;
  } catch {
    return false;
  }
}
