import type { PlannedMount } from '../Step';

/**
 * The part of a strategic merge patch that is about mounts: containers by their names, mounts by their paths.
 * https://kubernetes.io/docs/tasks/manage-kubernetes-objects/update-api-object-kubectl-patch/
 */
export function containersPatch(
  mounts: readonly PlannedMount[],
  mountPatch: (mount: PlannedMount) => object,
): { containers?: object[]; initContainers?: object[] } {
  const of = (init: boolean) => {
    const chosen = mounts.filter(mount => mount.init === init);
    return [...new Set(chosen.map(({ container }) => container))].map(name => ({
      name,
      volumeMounts: chosen
        .filter(({ container }) => container === name)
        .map(mountPatch),
    }));
  };
  const containers = of(false);
  const initContainers = of(true);
  return {
    ...(containers.length > 0 && { containers }),
    ...(initContainers.length > 0 && { initContainers }),
  };
}
