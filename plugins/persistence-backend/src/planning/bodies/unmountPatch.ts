import type { UnmountClaimStep } from '../Step';
import { containersPatch } from './templatePatch';

/** The strategic merge patch that takes a claim out of a workload's pods. */
export function unmountPatch(step: UnmountClaimStep): object {
  const { volume, mounts, restoredEmptyDir, restoredStrategy } = step;
  return {
    spec: {
      ...(restoredStrategy && { strategy: restoredStrategy }),
      template: {
        spec: restoredEmptyDir
          ? {
              volumes: [
                {
                  name: volume,
                  persistentVolumeClaim: null,
                  emptyDir: restoredEmptyDir,
                },
              ],
              ...containersPatch(mounts, ({ path, subPath }) => ({
                mountPath: path,
                subPath: subPath ?? null,
              })),
            }
          : {
              volumes: [{ $patch: 'delete', name: volume }],
              ...containersPatch(mounts, ({ path }) => ({
                $patch: 'delete',
                mountPath: path,
              })),
            },
      },
    },
  };
}
