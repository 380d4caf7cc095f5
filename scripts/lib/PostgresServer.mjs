import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from './findProgram.mjs';
import { openLog } from './openLog.mjs';
import { scriptPath } from './paths.mjs';
import { findFreePort } from './ports.mjs';
import { TiedProcess } from './TiedProcess.mjs';
import { findUnprivilegedUser } from './unprivilegedUser.mjs';
import { UserError } from './UserError.mjs';

/** How a person gets the programs. */
export const POSTGRES_ADVICE =
  'no PostgreSQL server was found: install one (Debian and Ubuntu: postgresql; Homebrew: postgresql@17)';

const USER = 'postgres';
const READY_SECONDS = 30;

/** A PostgreSQL server of our own: empty, on loopback, gone with this process. */
export class PostgresServer {
  #process;
  #folder;

  /** @returns {string | undefined} the folder of the server's programs */
  static findPrograms() {
    const installed = [
      ...versionFolders('/usr/lib/postgresql', /^\d+$/),
      ...versionFolders('/opt/homebrew/opt', /^postgresql@\d+$/),
      ...versionFolders('/usr/local/opt', /^postgresql@\d+$/),
    ].map(folder => join(folder, 'bin', 'initdb'));
    const initdb = findProgram([...installed, 'initdb']);
    return initdb && dirname(initdb);
  }

  /**
   * @param {{ log: string }} options `log`: the file for its output
   * @throws {UserError} when it could not be started
   */
  static async start({ log }) {
    const programs = PostgresServer.findPrograms();
    if (!programs) {
      throw new UserError(POSTGRES_ADVICE);
    }
    const user = findUnprivilegedUser();
    const folder = mkdtempSync(join(tmpdir(), 'postgres-'));
    const data = join(folder, 'data');
    const passwordFile = join(folder, 'password');
    const password = randomBytes(16).toString('hex');
    writeFileSync(passwordFile, password);
    if (user) {
      chownSync(folder, user.uid, user.gid);
      chownSync(passwordFile, user.uid, user.gid);
    }
    const asUser = user?.command ?? [];
    initialize([
      ...asUser,
      join(programs, 'initdb'),
      ...[`--pgdata=${data}`, `--username=${USER}`],
      ...[`--pwfile=${passwordFile}`, '--auth=scram-sha-256'],
      ...['--encoding=UTF8', '--no-locale', '--no-sync'],
    ]);
    const port = await findFreePort();
    const output = openLog(log);
    const tied = TiedProcess.start({
      name: 'PostgreSQL',
      script: scriptPath('lib', 'keep.mjs'),
      args: [
        'SIGINT', // PostgreSQL's word for: end the sessions, then yourself
        ...asUser,
        join(programs, 'postgres'),
        ...['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', ''],
        // Nothing in it has to survive a power failure
        ...['-c', 'fsync=off', '-c', 'synchronous_commit=off'],
        ...['-c', 'full_page_writes=off', '-c', 'max_connections=200'],
      ],
      cwd: folder,
      output,
    });
    closeSync(output);
    const server = new PostgresServer({ tied, folder, port, password });
    await server.#untilReady(programs);
    return server;
  }

  /** @param {{ tied: TiedProcess, folder: string, port: number, password: string }} options */
  constructor({ tied, folder, port, password }) {
    this.#process = tied;
    this.#folder = folder;
    this.port = port;
    this.password = password;
  }

  /** What tests read to find it: the variables of Backstage's TestDatabases and of app-config.production.yaml. */
  get env() {
    const host = `127.0.0.1:${this.port}`;
    return {
      // The project's tests ask for 15, the oldest version that they have to work with; whichever is installed answers
      BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING: `postgresql://${USER}:${this.password}@${host}/postgres`,
      POSTGRES_HOST: '127.0.0.1',
      POSTGRES_PORT: String(this.port),
      POSTGRES_USER: USER,
      POSTGRES_PASSWORD: this.password,
    };
  }

  async stop() {
    await this.#process.end();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** @param {string} programs */
  async #untilReady(programs) {
    const deadline = Date.now() + READY_SECONDS * 1000;
    const args = ['-h', '127.0.0.1', '-p', String(this.port), '-q'];
    while (spawnSync(join(programs, 'pg_isready'), args).status !== 0) {
      if (Date.now() > deadline) {
        await this.stop();
        throw new UserError(
          `PostgreSQL was not ready after ${READY_SECONDS} s.`,
        );
      }
      await sleep(100);
    }
  }
}

/**
 * @param {string} parent
 * @param {RegExp} name
 */
function versionFolders(parent, name) {
  return existsSync(parent)
    ? readdirSync(parent)
        .filter(each => name.test(each))
        .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
        .map(each => join(parent, each))
    : [];
}

/** @param {string[]} command */
function initialize([command, ...args]) {
  const { status, stderr, error } = spawnSync(command, args, {
    cwd: tmpdir(),
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new UserError(
      `PostgreSQL could not make its data folder: ${stderr ?? error?.message}`,
    );
  }
}
