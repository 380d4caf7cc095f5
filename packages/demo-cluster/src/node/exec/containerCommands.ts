import type { CustomCommand } from 'just-bash';
import type { RunningContainer } from '../container/RunningContainer';
import type { Shell } from './loadShell';

/** The names of {@link containerCommands}. */
export const OWN_COMMANDS = ['hostname', 'id', 'kill'];

/**
 * Commands that a container has beyond those of the shell.
 *
 * @remarks
 * `kill` knows process 1 only, the container's own. As in a container, process 1 cannot be killed from inside with SIGKILL: the kernel
 * drops the signal.
 */
export function containerCommands(
  { defineCommand }: Shell,
  container: RunningContainer,
): CustomCommand[] {
  const { uid, gid } = container.user;
  const kill = defineCommand('kill', async args => {
    const pids = args.filter(arg => !arg.startsWith('-'));
    const unknown = pids.filter(pid => pid !== '1');
    const isHarmless = args.some(arg => /^-(0|9|KILL|SIGKILL)$/.test(arg));
    if (pids.includes('1') && !isHarmless) {
      container.signal('SIGTERM');
    }
    return {
      stdout: '',
      stderr: unknown
        .map(pid => `kill: can't kill pid ${pid}: No such process\n`)
        .join(''),
      exitCode: unknown.length > 0 || pids.length === 0 ? 1 : 0,
    };
  });
  const id = defineCommand('id', async args => {
    const answers: Record<string, string> = { '-u': `${uid}`, '-g': `${gid}` };
    const answer = answers[args[0]] ?? `uid=${uid} gid=${gid} groups=${gid}`;
    return { stdout: `${answer}\n`, stderr: '', exitCode: 0 };
  });
  const hostname = defineCommand('hostname', async () => ({
    stdout: `${container.hostname}\n`,
    stderr: '',
    exitCode: 0,
  }));
  return [kill, id, hostname];
}
