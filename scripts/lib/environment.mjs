import { delimiter, dirname } from 'node:path';

/**
 * The environment without what npm or Yarn put into it for their own children: another package manager below this process
 * would take `npm_config_…` for its own settings. The given Node comes first on the PATH.
 *
 * @param {NodeJS.ProcessEnv} env
 * @param {{ node: string }} options `node`: the path of the Node to use from here on
 * @returns {NodeJS.ProcessEnv}
 */
export function withoutPackageManager(env, { node }) {
  const kept = Object.entries(env).filter(
    ([name]) => !/^(npm_|yarn_|BERRY_BIN_FOLDER$|INIT_CWD$)/i.test(name),
  );
  return {
    ...Object.fromEntries(kept),
    PATH: [dirname(node), env.PATH].join(delimiter),
  };
}
