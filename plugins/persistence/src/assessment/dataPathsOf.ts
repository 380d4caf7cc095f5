import type {
  Claim,
  Mount,
  WorkloadAssessment,
} from 'backstage-plugin-persistence-common';

/** A folder that the workload may write to, and what it lives on: one claim, one for each replica, or nothing that lasts. */
export interface DataPath {
  container: string;
  path: string;
  survives: boolean;
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
      survives: true,
      claims: [],
    };
    path.survives &&= mount.survives.redeploy;
    if (mount.claim) {
      path.claims.push(mount.claim);
    }
    paths.set(key, path);
  }
  return [...paths.values()];
}
