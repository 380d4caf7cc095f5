import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { UserError } from './UserError.mjs';

const HOST = '127.0.0.1';

/** @typedef {{ port: number, purpose: string, remedy: string }} NeededPort */

/** @param {number} port 0: any */
function listenOnce(port) {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, HOST, () => {
      const address = server.address();
      server.close(() => resolve(address));
    });
  });
}

/** @param {number} port */
export async function isPortFree(port) {
  return listenOnce(port).then(
    () => true,
    () => false,
  );
}

/** A port that nothing listens on at the moment. */
export async function findFreePort() {
  const { port } = await listenOnce(0);
  return /** @type {number} */ (port);
}

/**
 * The ports on which the demo's services can be opened: the `nodePort`s of their manifests.
 *
 * @param {string} manifests the folder
 * @returns {number[]}
 */
export function findNodePorts(manifests) {
  const files = readdirSync(manifests, { recursive: true, encoding: 'utf8' });
  const ports = files
    .filter(file => /\.ya?ml$/.test(file))
    .map(file => readFileSync(join(manifests, file), 'utf8'))
    .flatMap(text => [...text.matchAll(/^\s*(?:- )?nodePort:\s*(\d+)/gm)])
    .map(([, port]) => Number(port));
  return [...new Set(ports)].sort((a, b) => a - b);
}

/**
 * @param {NeededPort[]} needed
 * @throws {UserError} naming the first port that is taken, and what to do
 */
export async function requireFreePorts(needed) {
  for (const { port, purpose, remedy } of needed) {
    if (!(await isPortFree(port))) {
      throw new UserError(
        `Port ${port} is taken, which ${purpose} needs: ${remedy}.`,
      );
    }
  }
}
