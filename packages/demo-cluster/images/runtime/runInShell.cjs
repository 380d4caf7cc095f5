const { isUtf8 } = require('node:buffer');

/** The command at the end of the pipeline that takes what the command before it printed, byte for byte. */
const COLLECTOR = '__collect';

function quote(word) {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

function scriptFor(command) {
  const [name, flag, script, , ...parameters] = command;
  if (/^(\/bin\/)?sh$/.test(name) && flag === '-c' && script !== undefined) {
    return parameters.length > 0
      ? `set -- ${parameters.map(quote).join(' ')}\n${script}`
      : script;
  }
  return `set -o pipefail; ${command.map(quote).join(' ')} | ${COLLECTOR}`;
}

/** Control characters that no text has: neither white space nor escape. */
function isControl(code) {
  const isLow = code < 0x20 && !(code >= 0x07 && code <= 0x0d) && code !== 0x1b;
  return isLow || (code >= 0x80 && code < 0xa0);
}

/**
 * The bytes that a string of the shell stands for: the characters are bytes when together they are UTF-8, or when they look like no text.
 */
function outputBytes(output) {
  const bytes = Buffer.from(output, 'latin1');
  const isText = bytes.toString('latin1') !== output;
  return !isText && (isUtf8(bytes) || bytes.some(isControl))
    ? bytes
    : Buffer.from(output, 'utf8');
}

/** A redirection that fails ends the script, and throws. */
async function run(bash, script, options) {
  try {
    return await bash.exec(script, options);
  } catch (error) {
    return { exitCode: 1, stderr: `sh: ${error.message}\n` };
  }
}

/**
 * Runs one command in a shell, so that its output comes out byte for byte.
 *
 * The shell keeps output in strings, of which some hold text and some bytes, and forgets at the end of a script which is which. Between the
 * commands of a pipeline it knows. So a plain command is run as the first part of a pipeline. A script for `sh -c` cannot be, because a
 * compound command forgets, too; there the bytes are told from the text by what they are.
 *
 * @param shell the module just-bash
 * @param options what the shell is made with
 * @param input `command`, `stdin` (bytes, optional) and `signal`
 * @returns `exitCode`, `stdout` and `stderr`, both bytes
 */
async function runInShell(shell, options, input) {
  const { command, stdin, signal } = input;
  let raw = '';
  let collected;
  const collector = shell.defineCommand(COLLECTOR, async (_args, context) => {
    collected = Buffer.from(shell.latin1FromBytes(context.stdin), 'latin1');
    return { stdout: '', stderr: '', exitCode: 0 };
  });
  const bash = new shell.Bash({
    ...options,
    customCommands: [...options.customCommands, collector],
    logger: {
      info: () => {},
      debug: (_message, { output }) => {
        raw = output;
      },
    },
  });
  const { exitCode, stderr } = await run(bash, scriptFor(command), {
    rawScript: true,
    signal,
    ...(stdin
      ? { stdin: Buffer.from(stdin).toString('latin1'), stdinKind: 'bytes' }
      : {}),
  });
  return {
    exitCode,
    stdout: collected ?? outputBytes(raw),
    stderr: Buffer.from(stderr, 'utf8'),
  };
}

module.exports = { runInShell };
