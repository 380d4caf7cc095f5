import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { rootPath } from './paths.mjs';

/**
 * @typedef {object} Workspace
 * @property {string} name
 * @property {string} folder
 * @property {boolean} published whether people can install it from the registry
 * @property {string[]} dependencies names, of any kind of package
 */

const PARENTS = ['packages', 'plugins'];

/** @returns {Workspace[]} the packages of this repository */
export function findWorkspaces() {
  return PARENTS.map(parent => rootPath(parent))
    .filter(parent => existsSync(parent))
    .flatMap(parent => readdirSync(parent).map(name => join(parent, name)))
    .filter(folder => existsSync(join(folder, 'package.json')))
    .map(folder => {
      const manifest = JSON.parse(
        readFileSync(join(folder, 'package.json'), 'utf8'),
      );
      return {
        name: manifest.name,
        folder,
        published: manifest.private !== true,
        dependencies: Object.keys({
          ...manifest.dependencies,
          ...manifest.devDependencies,
        }),
      };
    });
}

/**
 * A package of this repository and all packages of this repository that it is made of.
 *
 * @param {string} name
 * @param {Workspace[]} workspaces
 * @returns {Workspace[]}
 */
export function withLocalDependencies(name, workspaces = findWorkspaces()) {
  /** @type {Map<string, Workspace>} */
  const found = new Map();
  const add = (/** @type {string} */ each) => {
    const workspace = workspaces.find(candidate => candidate.name === each);
    if (workspace && !found.has(each)) {
      found.set(each, workspace);
      workspace.dependencies.forEach(add);
    }
  };
  add(name);
  return [...found.values()];
}
