/** The shell's module. */
export type Shell = typeof import('just-bash');

/** Loads the shell on first use, because it takes some 20 MB of memory. */
export async function loadShell(): Promise<Shell> {
  return import('just-bash');
}
