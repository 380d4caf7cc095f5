import type {
  InspectedPath,
  Inspection,
  Mount,
  MountSource,
  Verdict,
} from 'backstage-plugin-persistence-common';
import type { ClusterView, Workload } from '../observation/view';
import { unreadable } from './unreadable';

/** Space that ends with its pod and is there to be written to. */
const TEMPORARY: ReadonlySet<MountSource> = new Set([
  'empty-dir',
  'memory',
  'ephemeral-claim',
]);

/** A folder of a container that can be written to. */
export interface WritableFolder {
  container: string;
  path: string;
  source: MountSource;
  /** One, or one per replica. */
  mounts: Mount[];
}

/** A folder of a container. */
export type Folder = Pick<WritableFolder, 'container' | 'path'>;

/** The verdict, and what it is based on. */
export interface Outcome {
  verdict: Verdict;
  /** The folders on volumes that survive a redeploy. */
  surviving: WritableFolder[];
  /** What is known to be written and does not survive. */
  lost: Folder[];
  /** All that can be written to and does not survive, the containers' own file systems included. */
  perishing: WritableFolder[];
  /** The files that a look found and a redeploy loses. */
  lostFiles: InspectedPath[];
}

/** Whether a workload's data survives its next redeploy. */
export function judge(options: {
  workload: Workload;
  view: ClusterView;
  mounts: Mount[];
  inspection?: Inspection;
}): Outcome {
  const { workload, view, mounts, inspection } = options;
  const folders = writableFolders(workload, mounts);
  const surviving = folders.filter(survivesRedeploy);
  const perishing = folders.filter(folder => !survivesRedeploy(folder));
  const lostFiles = (inspection?.paths ?? []).filter(
    found => found.files > 0 && !isKept(found, mounts),
  );
  const lost = distinct([
    ...perishing.filter(folder => isKnownToBeWritten(folder, inspection)),
    ...lostFiles,
  ]);
  return {
    verdict: verdictOf({ view, surviving, lost }),
    surviving,
    perishing,
    lost,
    lostFiles,
  };
}

/** Whether what was found in a folder survives a redeploy as the workload is now: a volume may have come since the look. */
export function isKept(found: InspectedPath, mounts: Mount[]): boolean {
  const innermost = mounts
    .filter(
      ({ container, path }) =>
        container === found.container && contains(path, found.path),
    )
    .sort((one, other) => other.path.length - one.path.length);
  if (innermost.length === 0) {
    return found.survives;
  }
  return innermost
    .filter(({ path }) => path === innermost[0].path)
    .every(mount => mount.survives.redeploy);
}

function verdictOf(options: {
  view: ClusterView;
  surviving: WritableFolder[];
  lost: Folder[];
}): Verdict {
  const { view, surviving, lost } = options;
  if (unreadable(view).length > 0) {
    return 'unknown';
  }
  if (surviving.length === 0) {
    return 'not-persistent';
  }
  return lost.length > 0 ? 'partly-persistent' : 'persistent';
}

/** What init containers see counts where another container sees it too: they have ended when the service runs. */
function writableFolders(
  workload: Workload,
  mounts: Mount[],
): WritableFolder[] {
  const goingOn = new Set(
    workload.template.containers
      .filter(({ role }) => role !== 'init')
      .map(({ name }) => name),
  );
  const folders = new Map<string, WritableFolder>();
  for (const mount of mounts) {
    if (mount.readOnly || !goingOn.has(mount.container)) {
      continue;
    }
    const { container, path, source } = mount;
    const key = JSON.stringify([container, path]);
    const folder = folders.get(key) ?? { container, path, source, mounts: [] };
    folder.mounts.push(mount);
    folders.set(key, folder);
  }
  return [...folders.values()];
}

function survivesRedeploy({ mounts }: WritableFolder): boolean {
  return mounts.every(mount => mount.survives.redeploy);
}

function isKnownToBeWritten(
  folder: WritableFolder,
  inspection: Inspection | undefined,
): boolean {
  if (folder.source === 'claim' || folder.source === 'claim-template') {
    return true;
  }
  if (!TEMPORARY.has(folder.source)) {
    return false;
  }
  const found = (inspection?.paths ?? []).filter(
    ({ container, path }) =>
      container === folder.container && contains(folder.path, path),
  );
  if (found.some(({ files }) => files > 0)) {
    return true;
  }
  const foundEmpty = inspection?.complete || found.length > 0;
  return !foundEmpty;
}

function contains(folder: string, path: string): boolean {
  const prefix = folder.endsWith('/') ? folder : `${folder}/`;
  return path === folder || path.startsWith(prefix);
}

function distinct(folders: Folder[]): Folder[] {
  const seen = new Map<string, Folder>();
  for (const { container, path } of folders) {
    seen.set(JSON.stringify([container, path]), { container, path });
  }
  return [...seen.values()];
}
