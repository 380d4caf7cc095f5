/**
 * Runs a program that is no Node program, so that it can be tied to another process like one:
 * `node keep.mjs <signal> <command> [argument]...`. It passes that signal on when it is itself asked to end.
 */
import { spawn } from 'node:child_process';
import { onEndRequest } from './onEndRequest.mjs';

const [signal, command, ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
child.once('error', error => {
  console.error(error.message);
  process.exitCode = 1;
});
child.once('exit', code => {
  process.exitCode = code ?? 1;
});
onEndRequest(() => child.kill(/** @type {NodeJS.Signals} */ (signal)));
