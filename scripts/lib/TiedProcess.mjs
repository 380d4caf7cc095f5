import { spawn } from 'node:child_process';
import { scriptPath } from './paths.mjs';
import { UserError } from './UserError.mjs';

/**
 * @typedef {object} TiedProcessOptions
 * @property {string} name what people call it, for messages
 * @property {string} script the JavaScript file to run
 * @property {string[]} [args]
 * @property {string} [node] the Node to run it in; default: the one that runs this
 * @property {string[]} [nodeArgs] options of Node itself
 * @property {string[]} [wrapper] a command that ends by executing the one that follows it, such as `unshare --net`
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env]
 * @property {'inherit' | 'pipe' | number} [output] where both outputs go; a number is an open file
 * @property {'inherit' | 'pipe' | number} [stdout] where the standard output goes instead
 * @property {number} [grace] milliseconds that it has to end by itself when asked, before it is killed
 *
 * @typedef {{ code: number, signal: NodeJS.Signals | null }} End
 */

const GRACE_MILLISECONDS = 5_000;

/**
 * A Node program whose life is tied to this process: it ends when this process does, even when this process is killed. That
 * needs no cooperation of the program; see endWithParent.cjs.
 */
export class TiedProcess {
  /** @type {Set<TiedProcess>} */
  static #running = new Set();
  static #ending = false;

  /** @type {import('node:child_process').ChildProcess} */
  #child;
  /** @type {Promise<End>} */
  #ended;
  #grace;

  /**
   * @param {TiedProcessOptions} options
   * @throws {UserError} when everything is being ended
   */
  static start(options) {
    if (TiedProcess.#ending) {
      throw new UserError('Stopped.');
    }
    return new TiedProcess(options);
  }

  /**
   * Asks every running process to end, kills those that do not within their grace, and lets no further one start.
   *
   * @param {NodeJS.Signals} signal
   */
  static async endAll(signal = 'SIGTERM') {
    TiedProcess.#ending = true;
    await Promise.all([...TiedProcess.#running].map(each => each.end(signal)));
  }

  /** @param {TiedProcessOptions} options */
  constructor(options) {
    const { output = 'inherit', stdout = output, wrapper = [] } = options;
    this.name = options.name;
    this.#grace = options.grace ?? GRACE_MILLISECONDS;
    const [command, ...args] = [
      ...wrapper,
      options.node ?? process.execPath,
      '--require',
      scriptPath('lib', 'endWithParent.cjs'),
      ...(options.nodeArgs ?? []),
      options.script,
      ...(options.args ?? []),
    ];
    this.#child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env ?? process.env,
      stdio: ['ignore', stdout, output, 'ipc'],
    });
    TiedProcess.#running.add(this);
    this.#ended = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('exit', (code, signal) =>
        resolve({ code: code ?? 1, signal }),
      );
    });
    this.#ended
      .catch(() => undefined)
      .then(() => TiedProcess.#running.delete(this));
  }

  /** Its process id, undefined when it could not be started. */
  get pid() {
    return this.#child.pid;
  }

  /** Settles when it is gone; rejects when it could not be started. Killed by a signal counts as code 1. */
  get ended() {
    return this.#ended;
  }

  /** What it prints, where `stdout` is a pipe. */
  get stdout() {
    return this.#child.stdout;
  }

  /**
   * Asks it to end, kills it when its grace is over, and waits until it is gone. Safe to call more than once.
   *
   * @param {NodeJS.Signals} signal
   */
  async end(signal = 'SIGTERM') {
    if (!TiedProcess.#running.has(this)) {
      return;
    }
    this.#child.kill(signal);
    const killer = setTimeout(() => this.#child.kill('SIGKILL'), this.#grace);
    await this.#ended.catch(() => undefined);
    clearTimeout(killer);
  }
}
