import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, sep } from 'node:path';

/** The shell of containers that run `sh` and its commands: npm `just-bash`, as files of this machine. */
export interface ShellRuntime {
  /** The module to load. */
  module: string;
  /** The folders of the package and of all that it depends on. */
  folders: string[];
}

const PACKAGE = 'just-bash';

/** What was found, by the folder from which it was looked for. */
const runtimes = new Map<string, ShellRuntime>();

/** Finds the shell among the installed packages. `directory` belongs to a package that depends on it. */
export function shellRuntime(directory: string): ShellRuntime {
  const known = runtimes.get(directory);
  if (known) {
    return known;
  }
  const module = createRequire(join(directory, 'index.js')).resolve(PACKAGE);
  const folders = new Set<string>();
  collect(packageFolder(module, PACKAGE), folders);
  const runtime = { module, folders: [...folders] };
  runtimes.set(directory, runtime);
  return runtime;
}

function collect(folder: string, folders: Set<string>): void {
  if (folders.has(folder)) {
    return;
  }
  folders.add(folder);
  const manifest: { dependencies?: Record<string, string> } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  );
  const require = createRequire(join(folder, 'package.json'));
  for (const name of Object.keys(manifest.dependencies ?? {})) {
    const found = findPackage(require, name);
    if (found) {
      collect(found, folders);
    }
  }
}

/** A package need not export its own package.json, so it is looked for where Node would look. */
function findPackage(
  require: NodeJS.Require,
  name: string,
): string | undefined {
  for (const modules of require.resolve.paths(name) ?? []) {
    const folder = join(modules, name);
    try {
      readFileSync(join(folder, 'package.json'));
      return folder;
    } catch {
      // Not here: the next folder up.
    }
  }
  return undefined;
}

function packageFolder(module: string, name: string): string {
  const marker = join('node_modules', name) + sep;
  const end = module.lastIndexOf(marker);
  return end < 0 ? dirname(module) : module.slice(0, end + marker.length - 1);
}
