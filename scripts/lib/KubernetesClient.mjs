import { existsSync, readFileSync } from 'node:fs';
import { request } from 'node:https';
import { parse } from 'yaml';
import { UserError } from './UserError.mjs';

/**
 * @typedef {object} ClientRequest
 * @property {string} [method]
 * @property {string} path
 * @property {unknown} [body]
 * @property {string} [contentType]
 *
 * @typedef {object} Answer what the scripts read of a workload, a list or a Status
 * @property {{ generation?: number }} [metadata]
 * @property {{ replicas?: number }} [spec]
 * @property {{ observedGeneration?: number, replicas?: number, updatedReplicas?: number, availableReplicas?: number }} [status]
 * @property {{ metadata: { name: string } }[]} [items]
 * @property {string} [message]
 *
 * @typedef {{ status: number, body: Answer }} ClientResponse
 *
 * @typedef {object} Kubeconfig as far as we read it
 * @property {string} current-context
 * @property {{ name: string, context: { cluster: string, user: string } }[]} contexts
 * @property {{ name: string, cluster: { server: string, 'certificate-authority-data': string } }[]} clusters
 * @property {{ name: string, user: { token: string } }[]} users
 */

/** As much of a Kubernetes client as the scripts need: a kubeconfig with a token and an inline certificate authority. */
export class KubernetesClient {
  #server;
  #ca;
  #token;

  /**
   * @param {string} file a kubeconfig
   * @throws {UserError} when there is none
   */
  static fromKubeconfig(file) {
    if (!existsSync(file)) {
      throw new UserError(
        'The demo cluster has no state yet: run npm start first.',
      );
    }
    /** @type {Kubeconfig} */
    const config = parse(readFileSync(file, 'utf8'));
    const { context } = named(config.contexts, config['current-context']);
    const { cluster } = named(config.clusters, context.cluster);
    const { user } = named(config.users, context.user);
    return new KubernetesClient({
      server: cluster.server,
      ca: Buffer.from(cluster['certificate-authority-data'], 'base64'),
      token: user.token,
    });
  }

  /** @param {{ server: string, ca: Buffer, token: string }} options */
  constructor({ server, ca, token }) {
    this.#server = server;
    this.#ca = ca;
    this.#token = token;
  }

  /**
   * @param {ClientRequest} options
   * @returns {Promise<ClientResponse>} any status
   * @throws {UserError} when nobody answers
   */
  async request({ method = 'GET', path, body, contentType }) {
    return new Promise((resolve, reject) => {
      const sent = request(
        new URL(path, this.#server),
        {
          method,
          ca: this.#ca,
          headers: {
            Accept: 'application/json',
            Authorization: `Bearer ${this.#token}`,
            ...(contentType && { 'Content-Type': contentType }),
          },
        },
        response => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', data => (text += data));
          response.on('end', () =>
            resolve({
              status: response.statusCode ?? 0,
              body: JSON.parse(text),
            }),
          );
        },
      );
      sent.on('error', ({ message }) =>
        reject(
          new UserError(
            `The demo cluster does not answer at ${this.#server} (${message}). Is npm start running?`,
          ),
        ),
      );
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

/**
 * @template {{ name: string }} T
 * @param {T[]} entries
 * @param {string} name
 * @returns {T}
 */
function named(entries, name) {
  const found = entries.find(entry => entry.name === name);
  if (!found) {
    throw new UserError(`The kubeconfig has no entry "${name}".`);
  }
  return found;
}
