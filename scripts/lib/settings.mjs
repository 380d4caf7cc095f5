import { join, resolve } from 'node:path';
import { rootPath } from './paths.mjs';
import { UserError } from './UserError.mjs';

/**
 * Where the demo runs and keeps its state. app-config.yaml reads the same variables.
 *
 * @typedef {object} Settings
 * @property {number} portalPort PORTAL_PORT, by default 7007
 * @property {string} portalUrl
 * @property {string} portalState PORTAL_STATE: the folder of the portal's databases and of the logs
 * @property {number} clusterPort DEMO_CLUSTER_PORT, by default 6440
 * @property {string} clusterUrl
 * @property {string} clusterState DEMO_CLUSTER_STATE: the demo cluster's folder, with its kubeconfig
 * @property {string} manifests DEMO_MANIFESTS: the folder of the services that a new demo cluster begins with
 */

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {Settings}
 * @throws {UserError} when a port is no port
 */
export function readSettings(env = process.env) {
  const portalPort = readPort(env, 'PORTAL_PORT', 7007);
  const clusterPort = readPort(env, 'DEMO_CLUSTER_PORT', 6440);
  return {
    portalPort,
    portalUrl: `http://127.0.0.1:${portalPort}`,
    portalState: resolve(env.PORTAL_STATE ?? rootPath('.cache', 'portal')),
    clusterPort,
    clusterUrl: `https://127.0.0.1:${clusterPort}`,
    clusterState: resolve(env.DEMO_CLUSTER_STATE ?? rootPath('.demo-cluster')),
    manifests: resolve(env.DEMO_MANIFESTS ?? rootPath('examples', 'manifests')),
  };
}

/**
 * The same settings as environment variables, complete, for a child.
 *
 * @param {Settings} settings
 */
export function settingsEnvironment(settings) {
  return {
    PORTAL_PORT: String(settings.portalPort),
    PORTAL_STATE: settings.portalState,
    DEMO_CLUSTER_PORT: String(settings.clusterPort),
    DEMO_CLUSTER_URL: settings.clusterUrl,
    DEMO_CLUSTER_STATE: settings.clusterState,
    DEMO_MANIFESTS: settings.manifests,
  };
}

/**
 * @param {Settings} settings
 * @param {string} name the part that writes it
 */
export function logFile(settings, name) {
  return join(settings.portalState, 'logs', `${name}.log`);
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {string} name
 * @param {number} fallback
 */
function readPort(env, name, fallback) {
  const text = env[name] ?? String(fallback);
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new UserError(`${name} is "${text}", which is no port (1 to 65535).`);
  }
  return port;
}
