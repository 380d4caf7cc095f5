import { createFinding } from 'backstage-plugin-persistence-common';
import type { Container, Workload } from '../../observation/view';
import type { Policies } from '../../policies';
import { isWithin, normalPath } from './normalPath';
import { settled, unsettled, type Settled } from './Settled';

/** A folder that can be kept, and the temporary space that is there now. */
export interface FreeFolder {
  path: string;
  /** The name of the `emptyDir` whose place the claim takes. */
  emptyDir?: string;
}

/** Without a mount point there is no container: whatever a policy says. */
const NEVER = ['/', '/proc/**', '/sys/**', '/dev/**'];

/** The folder that is kept: absolute, allowed by the policy, and not in the way of another mount. */
export function settlePath(options: {
  wanted: string;
  container: Container;
  workload: Workload;
  policies: Policies;
}): Settled<FreeFolder> {
  const { wanted, container, workload, policies } = options;
  const path = normalPath(wanted);
  if (path === undefined) {
    return unsettled(
      createFinding({
        code: 'PATH_INVALID',
        severity: 'danger',
        params: { path: wanted },
      }),
    );
  }
  const rule = ruleAgainst(path, policies);
  if (rule !== undefined) {
    return unsettled(
      createFinding({
        code: 'PATH_NOT_ALLOWED',
        severity: 'danger',
        params: { path, rule },
      }),
    );
  }
  const emptyDir = emptyDirAt(path, container, workload);
  const inTheWay = container.mounts.find(mount => {
    const mounted = normalPath(mount.path) ?? mount.path;
    return emptyDir !== undefined && mounted === path
      ? false
      : isWithin(path, mounted) || isWithin(mounted, path);
  });
  if (inTheWay) {
    return unsettled(
      createFinding({
        code: 'PATH_IN_USE',
        severity: 'danger',
        params: {
          path,
          mount: inTheWay.path,
          volume: inTheWay.volume,
          container: container.name,
        },
      }),
    );
  }
  return settled({ path, ...(emptyDir !== undefined && { emptyDir }) });
}

/** The rule that forbids a folder; undefined where it may be kept. */
export function ruleAgainst(
  path: string,
  { mountPaths }: Policies,
): string | undefined {
  return [...NEVER, ...mountPaths.deny].find(pattern => matches(path, pattern));
}

/** `/x` is that folder, `/x/**` it and all below. */
function matches(path: string, pattern: string): boolean {
  return pattern.endsWith('/**')
    ? isWithin(path, pattern.slice(0, -3))
    : path === pattern;
}

/** A whole `emptyDir` exactly here that the container may write to. */
function emptyDirAt(
  path: string,
  container: Container,
  workload: Workload,
): string | undefined {
  const mount = container.mounts.find(
    each =>
      normalPath(each.path) === path &&
      each.subPath === undefined &&
      !each.readOnly,
  );
  const volume = workload.template.volumes.find(
    ({ name }) => name === mount?.volume,
  );
  return volume?.kind === 'empty-dir' ? volume.name : undefined;
}
