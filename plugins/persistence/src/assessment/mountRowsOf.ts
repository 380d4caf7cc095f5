import type { Mount } from 'backstage-plugin-persistence-common';

/** Mounts that look the same: one, or those of a StatefulSet's replicas. */
export interface MountRow extends Omit<Mount, 'claim'> {
  claimNames: string[];
}

/** One row for each folder of a container, in the order of the pod's template; replicas with the same fate share one. */
export function mountRowsOf(mounts: Mount[]): MountRow[] {
  const rows = new Map<string, MountRow>();
  for (const { claim, ...mount } of mounts) {
    const key = JSON.stringify([
      mount.container,
      mount.path,
      mount.volume,
      mount.survives,
    ]);
    const row = rows.get(key) ?? { ...mount, claimNames: [] };
    if (claim) {
      row.claimNames.push(claim.name);
    }
    rows.set(key, row);
  }
  return [...rows.values()];
}
