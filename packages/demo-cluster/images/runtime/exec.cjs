/**
 * Runs commands for the node, in a process of its own: the shell needs memory, and a command may take all of a processor.
 * `node exec.cjs <module just-bash>`, confined to the folders of pods and volumes.
 *
 * From the node  { type: 'run', id, container, command, stdin }    container: files, environment, workingDirectory, user, hostname
 *                { type: 'abort', id }
 * To the node    { type: 'result', id, exitCode, stdout, stderr }
 *                { type: 'not-executable', id }                    there is no such command
 *                { type: 'failed', id, message }                   e.g. the container's files are gone
 *                { type: 'terminate', id }                         the container's process is to get SIGTERM
 */
const { posix } = require('node:path');
const { commandNames, registeredCommands } = require('./commands.cjs');
const {
  createContainerCommands,
  OWN_COMMANDS,
} = require('./containerCommands.cjs');
const { createFileSystem } = require('./fileSystem.cjs');
const { runInShell } = require('./runInShell.cjs');

const shell = require(process.argv[2]);
const commands = [...commandNames(shell), ...OWN_COMMANDS];
/** What runs now, by the id of its request. */
const running = new Map();

function isExecutable(name) {
  const isInBin = !name.includes('/') || posix.dirname(name) === '/bin';
  return isInBin && commands.includes(posix.basename(name));
}

async function run({ id, container, command, stdin }) {
  const abort = new AbortController();
  running.set(id, abort);
  const options = {
    fs: createFileSystem(shell, container.files, commands),
    cwd: container.workingDirectory,
    env: container.environment,
    commands: registeredCommands(shell),
    customCommands: createContainerCommands(shell, container, () =>
      process.send({ type: 'terminate', id }),
    ),
    processInfo: { pid: 2, ppid: 0, ...container.user },
    executionLimits: {
      maxCommandCount: Number.MAX_SAFE_INTEGER,
      maxLoopIterations: Number.MAX_SAFE_INTEGER,
      maxWorkUnits: Number.MAX_SAFE_INTEGER,
    },
    // It would patch globals while a command runs. The shell's commands run no code of their users.
    defenseInDepth: false,
  };
  return runInShell(shell, options, {
    command,
    stdin,
    signal: abort.signal,
  });
}

async function answer(request) {
  const { id, command } = request;
  if (!isExecutable(command[0] ?? '')) {
    process.send({ type: 'not-executable', id });
    return;
  }
  try {
    process.send({ type: 'result', id, ...(await run(request)) });
  } catch ({ message }) {
    process.send({ type: 'failed', id, message });
  } finally {
    running.delete(id);
  }
}

process.on('disconnect', () => process.exit());
process.on('message', message => {
  if (message.type === 'run') {
    answer(message);
  } else {
    running.get(message.id)?.abort();
  }
});
