import { spawnSync } from 'node:child_process';

/** Marks the environment of a process that runs without a network. */
const MARK = 'NETWORK_IS_LOOPBACK_ONLY';

/**
 * A command that executes the one that follows it in a network namespace of its own, where nothing but loopback is: what
 * works there needs no network.
 */
const WRAPPER = [
  ...['unshare', '--net'],
  ...['sh', '-c', 'ip link set lo up && exec "$@"', 'sh'],
];

/** Whether this process runs in such a namespace already. */
export function isIsolated() {
  return process.env[MARK] === 'true';
}

/** Whether this process ought to be able to make one: Linux, as root. */
export function shouldIsolate() {
  return process.platform === 'linux' && process.getuid?.() === 0;
}

/** Whether it really can. */
export function canIsolate() {
  const [command, ...args] = [...WRAPPER, 'true'];
  return shouldIsolate() && spawnSync(command, args).status === 0;
}

/** What a TiedProcess needs to run isolated. */
export function isolation() {
  return { wrapper: WRAPPER, env: { ...process.env, [MARK]: 'true' } };
}
