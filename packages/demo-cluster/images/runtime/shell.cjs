/**
 * The program of containers whose command is a shell or one of its commands:
 * `node shell.cjs <module> <the container's files as JSON> <command> <arguments…>`. The shell is npm just-bash over the container's
 * folders; the process is confined to them like every other.
 */
const { commandNames, registeredCommands } = require('./commands.cjs');
const { createFileSystem } = require('./fileSystem.cjs');

const [modulePath, filesText, name, ...args] = process.argv.slice(2);
const files = JSON.parse(filesText);
delete process.env.CONTAINER_ROOT;
delete process.env.TMPDIR;

/** Node cannot wait longer at once. */
const LONGEST_SLEEP_MS = 2 ** 31 - 1;

async function sleep(milliseconds) {
  const end = Date.now() + milliseconds;
  while (Date.now() < end) {
    const part = Math.min(end - Date.now(), LONGEST_SLEEP_MS);
    await new Promise(resolve => setTimeout(resolve, part));
  }
}

/** `trap COMMAND SIGNAL…`, of which TERM and INT are delivered. */
function createTrap(shell, run) {
  return shell.defineCommand('trap', async ([command, ...signals]) => {
    for (const signal of signals.map(text => text.replace(/^SIG/, ''))) {
      if (['TERM', 'INT'].includes(signal)) {
        process.on(`SIG${signal}`, async () => {
          const { exitCode } = await run(command);
          if (/\bexit\b/.test(command)) {
            process.exit(exitCode);
          }
        });
      }
    }
    return { stdout: '', stderr: '', exitCode: 0 };
  });
}

async function main() {
  const shell = require(modulePath);
  const options = {
    fs: createFileSystem(shell, files, commandNames(shell)),
    commands: registeredCommands(shell),
    cwd: files.workingDirectory,
    env: { ...process.env },
    sleep,
    processInfo: { pid: 1, ppid: 0, uid: files.uid },
    executionLimits: {
      maxCommandCount: Number.MAX_SAFE_INTEGER,
      maxExecutionTimeMs: LONGEST_SLEEP_MS,
      maxLoopIterations: Number.MAX_SAFE_INTEGER,
      maxWorkUnits: Number.MAX_SAFE_INTEGER,
    },
    defenseInDepth: false,
  };
  const run = command => new shell.Bash(options).exec(command);
  const customCommands = [createTrap(shell, run)];
  const bash = new shell.Bash({ ...options, customCommands });
  const { stdout, stderr, exitCode } = await bash.exec(name, {
    args,
    rawScript: true,
  });
  // The shell hands out bytes, one per character.
  process.stdout.write(stdout, 'latin1');
  process.stderr.write(stderr, 'latin1');
  process.exit(exitCode);
}

// A shell that waits for nothing but the node would end: keep it until its command has.
process.channel.ref();
main();
