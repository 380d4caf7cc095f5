import type { Target } from 'backstage-plugin-persistence-common';

/** A workload or claim on one line, for the audit log. */
export function nameOfTarget(target: Target): string {
  if ('workload' in target) {
    const { cluster, namespace, kind, name } = target.workload;
    return [cluster, namespace, kind, name].join('/');
  }
  const { cluster, namespace, name } = target.claim;
  return [cluster, namespace, 'PersistentVolumeClaim', name].join('/');
}
