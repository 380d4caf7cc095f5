import type { CommandName } from 'just-bash';

type Shell = typeof import('just-bash');

export declare function commandNames(shell: Shell): string[];
export declare function registeredCommands(shell: Shell): CommandName[];
