import type {
  Claim,
  Mount,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';

/** A folder that the workload may write to, and what it lives on. */
export interface DataPath {
  container: string;
  path: string;
  /** What it has is still there after a redeploy. */
  survives: boolean;
  /** Not on a volume, and gone after a redeploy. */
  lost: boolean;
  /** One for each replica, or one. None where claims may not be read. */
  claims: Claim[];
}

/** Not the service's own data, or not a folder that somebody chose. */
const NOT_DATA: ReadonlySet<Mount['source']> = new Set(['config', 'image']);

/** Whether a mount is meant to keep data, whatever state its claim is in. */
export function isOnClaim({ source }: Mount): boolean {
  return source === 'claim' || source === 'claim-template';
}

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
      survives: true,
      lost: false,
      claims: [],
    };
    path.survives &&= mount.survives.redeploy;
    path.lost ||= !mount.survives.redeploy && !isOnClaim(mount);
    if (mount.claim) {
      path.claims.push(mount.claim);
    }
    paths.set(key, path);
  }
  return [...paths.values()];
}
