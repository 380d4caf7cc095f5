import { onEndRequest } from './onEndRequest.mjs';
import { TiedProcess } from './TiedProcess.mjs';
import { reportError } from './UserError.mjs';

/**
 * Runs what a command does. The processes that it started end with it, and when it is asked to end; an error is told, and is the exit
 * code.
 *
 * @param {() => Promise<void>} work
 */
export async function runScript(work) {
  onEndRequest(() => TiedProcess.endAll());
  try {
    await work();
  } catch (error) {
    process.exitCode = reportError(error);
  } finally {
    await TiedProcess.endAll();
  }
}
