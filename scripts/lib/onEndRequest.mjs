/** @typedef {'SIGINT' | 'SIGTERM' | 'SIGHUP'} EndSignal */

/** @type {EndSignal[]} */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Calls back when a person or another program wants this process to end. Each further request calls again: one Ctrl-C reaches
 * a process from the terminal and once more from the process above it.
 *
 * @param {(signal: EndSignal) => void} callback
 */
export function onEndRequest(callback) {
  for (const signal of SIGNALS) {
    process.on(signal, () => callback(signal));
  }
}
