/**
 * Loaded into a child with `node --require`: the child ends when the process that started it is gone, however that ended
 * (a killed process can tell nobody, but its end of the channel closes).
 */
const GRACE_MILLISECONDS = 8_000;

// A process that the child forks would inherit the option, and lose its own channel to the child by it
const { execArgv } = process;
const option = execArgv.indexOf(__filename) - 1;
if (option >= 0) {
  execArgv.splice(option, 2);
}

if (process.channel) {
  process.once('disconnect', () => {
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.exit(1), GRACE_MILLISECONDS).unref();
  });
  // The listener would keep a child alive that has nothing left to do
  process.channel.unref();
}
