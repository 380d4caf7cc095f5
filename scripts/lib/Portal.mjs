import { closeSync, existsSync } from 'node:fs';
import { openLog } from './openLog.mjs';
import { rootPath } from './paths.mjs';
import { tail } from './tail.mjs';
import { TiedProcess } from './TiedProcess.mjs';
import { untilPortalReady } from './untilPortalReady.mjs';
import { UserError } from './UserError.mjs';

const READY_SECONDS = 120;

/**
 * @typedef {object} PortalOptions
 * @property {string} url where it will answer
 * @property {NodeJS.ProcessEnv} env
 * @property {string} log the file for its output
 */

/** The running portal: the backend, which serves the built app too. */
export class Portal {
  #process;
  #options;

  /**
   * Starts it and waits until all of its plugins are ready.
   *
   * @param {PortalOptions} options
   * @throws {UserError} when it ended before, or was not ready in time
   */
  static async start(options) {
    const output = openLog(options.log);
    const tied = TiedProcess.start({
      name: 'the portal',
      // Without the Backstage CLI in between, which would be one more process to end
      nodeArgs: ['--require', '@backstage/cli-node/config/nodeTransform.cjs'],
      script: 'src/index.ts',
      args: configFiles().flatMap(file => ['--config', file]),
      cwd: rootPath('packages', 'backend'),
      env: { ...options.env, NODE_ENV: 'development' },
      output,
    });
    closeSync(output);
    const portal = new Portal(tied, options);
    await portal.#untilReady();
    return portal;
  }

  /**
   * @param {TiedProcess} tied
   * @param {PortalOptions} options
   */
  constructor(tied, options) {
    this.#process = tied;
    this.#options = options;
  }

  /** Settles when it is gone. */
  get ended() {
    return this.#process.ended;
  }

  /** @throws {UserError} */
  async #untilReady() {
    const { url, log } = this.#options;
    const state = await untilPortalReady({
      url,
      tied: this.#process,
      seconds: READY_SECONDS,
    });
    if (state !== 'ready') {
      await this.#process.end();
      const what =
        state === 'late'
          ? `was not ready after ${READY_SECONDS} s`
          : 'ended while it started';
      throw new UserError(
        `${tail(log)}\nThe portal ${what}; all of its output is in ${log}.`,
      );
    }
  }
}

/** The demo's configuration and, where a person made one, their own on top of it. */
function configFiles() {
  return ['app-config.yaml', 'app-config.local.yaml']
    .map(file => rootPath(file))
    .filter(file => existsSync(file));
}
