import type { Workload } from '../observation/view';

/** Whether the pods of a workload end when their work is done. */
export function endsByItself({ kind }: Workload): boolean {
  return kind === 'Job' || kind === 'CronJob';
}
