import type { WorkloadRef } from 'backstage-plugin-persistence-common';
import { useText } from '../../translation';

/** Which workload a dialog is about, for those who know the cluster. */
export function usePlace(workload: WorkloadRef): string {
  const t = useText();
  const { cluster, namespace, kind, name } = workload;
  return t('dialogs.place', { cluster, namespace, kind, workload: name });
}
