/** Commands of just-bash that no small image has, or that mean nothing here. */
const FOREIGN = new Set([
  'alias',
  'bash',
  'file',
  'help',
  'history',
  'html-to-markdown',
  'jq',
  'rg',
  'sqlite3',
  'unalias',
  'xan',
  'yq',
]);

/** Commands that are built into the shell but also programs in `/bin`. */
const BUILT_IN = ['[', 'test'];

/** What the shell is to register of its own. */
function registeredCommands(shell) {
  return shell.getCommandNames().filter(name => !FOREIGN.has(name));
}

/** The names of the commands of a container with a shell, without those that the container adds. */
function commandNames(shell) {
  return [...registeredCommands(shell), ...BUILT_IN];
}

module.exports = { commandNames, registeredCommands };
