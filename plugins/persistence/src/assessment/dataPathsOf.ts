import type {
  Claim,
  Mount,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';
import { fateOf, type Fate } from './fateOf';
import { isOnClaim } from './isOnClaim';

/** A folder that the workload may write to, and what it lives on. */
export interface DataPath {
  container: string;
  path: string;
  /** What becomes of it at a redeploy. */
  fate: Fate;
  /** Not on a volume, and gone after a redeploy. */
  lost: boolean;
  /** One for each replica, or one. None where claims may not be read. */
  claims: Claim[];
}

/** Not the service's own data, or not a folder that somebody chose. */
const NOT_DATA: ReadonlySet<Mount['source']> = new Set(['config', 'image']);

/** The folders worth a line of their own, in the order of the pod's template. */
export function dataPathsOf({ mounts }: WorkloadAssessment): DataPath[] {
  const paths = new Map<string, DataPath>();
  for (const mount of mounts) {
    if (mount.readOnly || NOT_DATA.has(mount.source)) {
      continue;
    }
    const key = `${mount.container}\n${mount.path}`;
    const path = paths.get(key) ?? {
      container: mount.container,
      path: mount.path,
      fate: 'kept',
      lost: false,
      claims: [],
    };
    path.fate = worseOf(path.fate, fateOf(mount, 'redeploy'));
    path.lost ||= !mount.survives.redeploy && !isOnClaim(mount);
    if (mount.claim) {
      path.claims.push(mount.claim);
    }
    paths.set(key, path);
  }
  return [...paths.values()];
}

function worseOf(one: Fate, other: Fate): Fate {
  return (
    (['lost', 'unknown'] as const).find(
      fate => one === fate || other === fate,
    ) ?? 'kept'
  );
}
