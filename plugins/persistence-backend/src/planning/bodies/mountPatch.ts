import type { MountClaimStep } from '../Step';
import { containersPatch } from './templatePatch';

/** The strategic merge patch that adds a claim to a workload's pods. */
export function mountPatch(step: MountClaimStep): object {
  const { claim, volume, replacesEmptyDir, mounts, recreate } = step;
  return {
    spec: {
      ...(recreate && {
        strategy: { $retainKeys: ['type'], type: 'Recreate' },
      }),
      template: {
        spec: {
          volumes: [
            {
              name: volume,
              ...(replacesEmptyDir && { emptyDir: null }),
              persistentVolumeClaim: { claimName: claim },
            },
          ],
          ...containersPatch(mounts, ({ path, subPath }) => ({
            name: volume,
            mountPath: path,
            ...(subPath !== undefined && { subPath }),
          })),
        },
      },
    },
  };
}
