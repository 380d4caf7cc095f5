import type { Mount } from 'backstage-plugin-persistence-common';
import { fateOf, type Fate, type FatefulEvent } from './fateOf';

/** Mounts that look the same: one, or those of a StatefulSet's replicas. */
export interface MountRow extends Omit<Mount, 'claim' | 'survives'> {
  claimNames: string[];
  fates: Record<FatefulEvent, Fate>;
}

/** One row for each folder of a container, in the order of the pod's template; replicas with the same fate share one. */
export function mountRowsOf(mounts: Mount[]): MountRow[] {
  const rows = new Map<string, MountRow>();
  for (const { claim, survives, ...mount } of mounts) {
    const whole = { ...mount, claim, survives };
    const fates = {
      containerRestart: fateOf(whole, 'containerRestart'),
      redeploy: fateOf(whole, 'redeploy'),
      nodeLoss: fateOf(whole, 'nodeLoss'),
    };
    const key = JSON.stringify([
      mount.container,
      mount.path,
      mount.volume,
      fates,
    ]);
    const row = rows.get(key) ?? { ...mount, fates, claimNames: [] };
    if (claim) {
      row.claimNames.push(claim.name);
    }
    rows.set(key, row);
  }
  return [...rows.values()];
}
