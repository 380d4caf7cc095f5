import { createFinding } from 'backstage-plugin-persistence-common';
import type { Finder } from './Finder';

/** From how much use a volume counts as almost full, in percent; the kubelet itself begins to act at 85 % of a node's disk. */
const ALMOST_FULL = 85;

/** A volume with little room left. */
export const volumeAlmostFull: Finder = ({ claims, facts }) =>
  claims.flatMap(({ claim }) => {
    const usage = facts.usage?.[claim.name];
    const percent =
      usage && usage.capacityBytes > 0
        ? Math.floor((100 * usage.usedBytes) / usage.capacityBytes)
        : 0;
    return percent >= ALMOST_FULL
      ? [
          createFinding({
            code: 'VOLUME_ALMOST_FULL',
            severity: 'warning',
            params: { claim: claim.name, percent },
          }),
        ]
      : [];
  });
