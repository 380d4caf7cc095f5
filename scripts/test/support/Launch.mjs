import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, rootPath } from '../../lib/paths.mjs';
import { findFreePort, findNodePorts, isPortFree } from '../../lib/ports.mjs';
import { eventually } from './eventually.mjs';
import { findTree, stillRunning } from './processes.mjs';

const EXAMPLES = rootPath('examples', 'manifests');

const READY_MILLISECONDS = 180_000;

/** How long everything may take to be gone. */
const GONE_MILLISECONDS = 8_000;

/**
 * The guestbook's manifests, with a node port that nothing uses: a person's own demo may run beside this one.
 *
 * @param {string} folder
 */
async function writeManifests(folder) {
  mkdirSync(folder);
  const nodePort = await findFreeNodePort();
  for (const file of ['00-namespaces.yaml', 'guestbook.yaml']) {
    const text = readFileSync(join(EXAMPLES, file), 'utf8');
    writeFileSync(
      join(folder, file),
      text.replace(/nodePort: \d+/, `nodePort: ${nodePort}`),
    );
  }
}

/** @returns {Promise<number>} */
async function findFreeNodePort() {
  const port = randomInt(30_100, 32_768);
  return (await isPortFree(port)) ? port : findFreeNodePort();
}

/** `npm start`, as a person runs it, on ports and with a state of its own, and with the guestbook as the only service. */
export class Launch {
  #output = '';
  #env;

  /**
   * @param {object} [options]
   * @param {string[]} [options.args] such as `--fresh`
   * @param {NodeJS.ProcessEnv} [options.env]
   * @param {string} [options.state] a folder for its state, kept; default: a temporary one
   */
  static async start({ args = [], env = {}, state } = {}) {
    const folder = state ?? mkdtempSync(join(tmpdir(), 'launch-'));
    const ports = {
      portal: await findFreePort(),
      cluster: await findFreePort(),
    };
    const manifests = join(folder, 'manifests');
    if (!existsSync(manifests)) {
      await writeManifests(manifests);
    }
    const ownEnv = {
      ...process.env,
      PORTAL_PORT: String(ports.portal),
      PORTAL_STATE: join(folder, 'portal'),
      DEMO_CLUSTER_PORT: String(ports.cluster),
      DEMO_CLUSTER_STATE: join(folder, 'demo-cluster'),
      DEMO_MANIFESTS: manifests,
      ...env,
    };
    const npm = spawn('npm', ['start', '--', ...args], {
      cwd: root,
      env: ownEnv,
      // A group of its own, as a terminal makes one for each command
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Launch({
      npm,
      env: ownEnv,
      ports,
      folder,
      temporary: state === undefined,
    });
  }

  /** Where the guestbook can be opened. */
  get guestbookUrl() {
    const [port] = findNodePorts(join(this.folder, 'manifests'));
    return `http://127.0.0.1:${port}`;
  }

  /**
   * @param {object} options
   * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} options.npm
   * @param {NodeJS.ProcessEnv} options.env
   * @param {{ portal: number, cluster: number }} options.ports
   * @param {string} options.folder
   * @param {boolean} options.temporary
   */
  constructor({ npm, env, ports, folder, temporary }) {
    this.npm = npm;
    this.#env = env;
    this.ports = ports;
    this.folder = folder;
    this.temporary = temporary;
    /** @type {import('../../lib/launchers.mjs').ProcessInfo[]} */
    this.processes = [];
    /** @type {Promise<number | null>} */
    this.exitCode = new Promise(resolve => npm.once('close', resolve));
    npm.stdout.on('data', data => (this.#output += data));
    npm.stderr.on('data', data => (this.#output += data));
  }

  /** What it printed so far. */
  get output() {
    return this.#output;
  }

  get portalUrl() {
    return `http://127.0.0.1:${this.ports.portal}`;
  }

  /** Waits for the welcome and notes which processes run. */
  async ready() {
    const over = this.exitCode.then(() => true);
    let ended = false;
    over.then(() => (ended = true));
    await eventually(
      () => ended || this.output.includes('Ready in'),
      READY_MILLISECONDS,
    );
    if (!this.output.includes('Ready in')) {
      throw new Error(`npm start did not get ready:\n${this.output}`);
    }
    this.processes = findTree(/** @type {number} */ (this.npm.pid));
  }

  /**
   * Another script of the project, with the same settings, as from another terminal.
   *
   * @param {string} script
   * @param {...string} args
   */
  async runBeside(script, ...args) {
    const npm = spawn('npm', ['run', script, '--', ...args], {
      cwd: root,
      env: this.#env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    npm.stdout.on('data', data => (output += data));
    npm.stderr.on('data', data => (output += data));
    const [code] = await once(npm, 'close');
    return { code, output };
  }

  /**
   * The first of the processes whose command line matches.
   *
   * @param {RegExp} command
   */
  find(command) {
    const found = this.processes.find(each => command.test(each.command));
    if (!found) {
      const lines = this.processes.map(each => each.command).join('\n');
      throw new Error(`No process matches ${command}:\n${lines}`);
    }
    return found;
  }

  /**
   * What is left of it after the time that it has to be gone: commands and ports. Empty when all is well.
   *
   * @returns {Promise<string[]>}
   */
  async leftovers() {
    await eventually(
      async () => (await this.#remaining()).length === 0,
      GONE_MILLISECONDS,
    );
    return this.#remaining();
  }

  async #remaining() {
    const ports = [
      ...Object.values(this.ports),
      ...findNodePorts(join(this.folder, 'manifests')),
    ];
    const free = await Promise.all(ports.map(isPortFree));
    return [
      ...stillRunning(this.processes).map(each => each.command),
      ...ports.filter((_, index) => !free[index]).map(port => `port ${port}`),
    ];
  }

  /** Ends whatever a failed test left. */
  async cleanUp() {
    stillRunning(this.processes).forEach(({ pid }) =>
      process.kill(pid, 'SIGKILL'),
    );
    if (this.temporary) {
      rmSync(this.folder, { recursive: true, force: true });
    }
  }
}
