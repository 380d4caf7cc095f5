import { isUtf8 } from 'node:buffer';
import type { Bash, BashOptions, ExecOptions } from 'just-bash';
import type { Shell } from './loadShell';

/** What came of a command. */
export interface CommandResult {
  exitCode: number;
  stdout: Uint8Array;
  stderr: Uint8Array;
}

/** The command at the end of the pipeline that takes what the command before it printed, byte for byte. */
const COLLECTOR = '__collect';

/**
 * Runs one command in a shell, so that its output comes out byte for byte.
 *
 * @remarks
 * The shell keeps output in strings, of which some hold text and some bytes, and forgets at the end of a script which is which. Between the
 * commands of a pipeline it knows. So a plain command is run as the first part of a pipeline. A script for `sh -c` cannot be, because a
 * compound command forgets, too; there the bytes are told from the text by what they are.
 */
export async function runInShell(
  shell: Shell,
  options: BashOptions,
  input: { command: string[]; stdin?: Uint8Array; signal: AbortSignal },
): Promise<CommandResult> {
  const { command, stdin, signal } = input;
  let raw = '';
  let collected: Buffer | undefined;
  const collector = shell.defineCommand(COLLECTOR, async (_args, context) => {
    collected = Buffer.from(shell.latin1FromBytes(context.stdin), 'latin1');
    return { stdout: '', stderr: '', exitCode: 0 };
  });
  const bash = new shell.Bash({
    ...options,
    customCommands: [...(options.customCommands ?? []), collector],
    logger: {
      info: () => {},
      debug: (_message, data) => {
        raw = typeof data?.output === 'string' ? data.output : raw;
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

/** A redirection that fails ends the script, and throws. */
async function run(bash: Bash, script: string, options: ExecOptions) {
  try {
    return await bash.exec(script, options);
  } catch (error) {
    if (!(error instanceof Error) || options.signal?.aborted) {
      throw error;
    }
    return { exitCode: 1, stderr: `sh: ${error.message}\n` };
  }
}

function scriptFor(command: string[]): string {
  const [name, flag, script, , ...parameters] = command;
  if (/^(\/bin\/)?sh$/.test(name) && flag === '-c' && script !== undefined) {
    return parameters.length > 0
      ? `set -- ${parameters.map(quote).join(' ')}\n${script}`
      : script;
  }
  return `set -o pipefail; ${command.map(quote).join(' ')} | ${COLLECTOR}`;
}

function quote(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}

/** Control characters that no text has: neither white space nor escape. */
function isControl(code: number): boolean {
  const isLow = code < 0x20 && !(code >= 0x07 && code <= 0x0d) && code !== 0x1b;
  return isLow || (code >= 0x80 && code < 0xa0);
}

/**
 * The bytes that a string of the shell stands for: the characters are bytes when together they are UTF-8, or when they look like no text.
 */
function outputBytes(output: string): Uint8Array {
  const bytes = Buffer.from(output, 'latin1');
  const isText = bytes.toString('latin1') !== output;
  return !isText && (isUtf8(bytes) || bytes.some(isControl))
    ? bytes
    : Buffer.from(output, 'utf8');
}
