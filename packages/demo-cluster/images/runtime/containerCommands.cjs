/** The names of the commands of `createContainerCommands`. */
const OWN_COMMANDS = ['hostname', 'id', 'kill'];

function answer(stdout, exitCode = 0) {
  return { stdout, stderr: '', exitCode };
}

/**
 * Commands that a container has beyond those of the shell.
 *
 * `kill` knows process 1 only, the container's own. As in a container, process 1 cannot be killed from inside with SIGKILL: the kernel
 * drops the signal.
 *
 * @param shell the module just-bash
 * @param container `user` and `hostname`
 * @param terminate asks the container's process to end
 */
function createContainerCommands({ defineCommand }, container, terminate) {
  const { uid, gid } = container.user;
  const kill = defineCommand('kill', async args => {
    const pids = args.filter(arg => !arg.startsWith('-'));
    const unknown = pids.filter(pid => pid !== '1');
    const isDropped = args.some(arg => /^-(0|9|KILL|SIGKILL)$/.test(arg));
    if (pids.includes('1') && !isDropped) {
      terminate();
    }
    return {
      stdout: '',
      stderr: unknown
        .map(pid => `kill: can't kill pid ${pid}: No such process\n`)
        .join(''),
      exitCode: unknown.length > 0 || pids.length === 0 ? 1 : 0,
    };
  });
  const id = defineCommand('id', async ([option]) => {
    const answers = { '-u': `${uid}\n`, '-g': `${gid}\n` };
    return answer(answers[option] ?? `uid=${uid} gid=${gid} groups=${gid}\n`);
  });
  const hostname = defineCommand('hostname', async () =>
    answer(`${container.hostname}\n`),
  );
  return [kill, id, hostname];
}

module.exports = { createContainerCommands, OWN_COMMANDS };
