import {
  closeSync,
  existsSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { openLog } from './openLog.mjs';
import { rootPath } from './paths.mjs';
import { seconds, Stopwatch } from './Stopwatch.mjs';
import { tail } from './tail.mjs';
import { TiedProcess } from './TiedProcess.mjs';
import { UserError } from './UserError.mjs';
import { findYarn } from './yarn.mjs';
import { withLocalDependencies } from './workspaces.mjs';

/** What every build depends on beside its own sources. */
const COMMON_INPUTS = ['yarn.lock', 'package.json', 'backstage.json'];

/**
 * @typedef {object} BuildOptions
 * @property {string} title what is built, for messages
 * @property {string} package the name of the package, and of its folder in packages/
 * @property {string} output the file that shows that it was built, relative to the package
 * @property {string[]} [inputs] further files that it depends on, relative to the repository
 */

/** A package that is built from sources, only when they changed. */
export class Build {
  #options;
  #folder;

  /** The portal's frontend. Its configuration decides which plugins are built in. */
  static app() {
    return new Build({
      title: 'the portal’s pages',
      package: 'app',
      output: 'dist/index.html',
      inputs: ['app-config.yaml', 'app-config.production.yaml'],
    });
  }

  static demoCluster() {
    return new Build({
      title: 'the demo cluster',
      package: 'demo-cluster',
      output: 'dist/cli.cjs',
    });
  }

  /** @param {BuildOptions} options */
  constructor(options) {
    this.#options = options;
    this.#folder = rootPath('packages', options.package);
  }

  /** The path of the built file. */
  get output() {
    return join(this.#folder, this.#options.output);
  }

  /** Beside the output, so that whatever removes the output removes the stamp. */
  get #stamp() {
    return join(dirname(this.output), '.built-from');
  }

  /**
   * Builds it when it is missing or older than its sources.
   *
   * @param {object} options
   * @param {NodeJS.ProcessEnv} options.env
   * @param {string} options.log the file for the output of the build
   * @returns {Promise<boolean>} whether it had to be built
   * @throws {UserError} when that failed
   */
  async ensure({ env, log }) {
    const wanted = this.#fingerprint();
    if (
      existsSync(this.output) &&
      existsSync(this.#stamp) &&
      readFileSync(this.#stamp, 'utf8') === wanted
    ) {
      return false;
    }
    const { title } = this.#options;
    const stopwatch = Stopwatch.start();
    console.log(`Building ${title}`);
    rmSync(this.#stamp, { force: true });
    await this.#run({ env, log });
    writeFileSync(this.#stamp, wanted);
    console.log(`Built ${title} in ${seconds(stopwatch)}`);
    return true;
  }

  /** @param {{ env: NodeJS.ProcessEnv, log: string }} options */
  async #run({ env, log }) {
    const { title } = this.#options;
    const output = openLog(log);
    const { code, signal } = await TiedProcess.start({
      name: `the build of ${title}`,
      script: findYarn(),
      args: ['run', 'build'],
      cwd: this.#folder,
      env,
      output,
    }).ended;
    closeSync(output);
    if (signal) {
      throw new UserError('Stopped.');
    }
    if (code !== 0 || !existsSync(this.output)) {
      throw new UserError(
        `${tail(log)}\nCould not build ${title}; all of the output is in ${log}.`,
      );
    }
  }

  #fingerprint() {
    const { package: name, inputs = [] } = this.#options;
    return fingerprint([
      ...[...COMMON_INPUTS, ...inputs].map(file => rootPath(file)),
      ...withLocalDependencies(name).map(workspace => workspace.folder),
    ]);
  }
}
