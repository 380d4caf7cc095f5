import type { Workload } from '../observation/view';

/** Whether a Deployment ends an old pod only when a new one is ready. */
export function startsBeforeItEnds({ kind, strategy }: Workload): boolean {
  return (
    kind === 'Deployment' &&
    strategy?.type === 'RollingUpdate' &&
    'maxUnavailable' in strategy &&
    strategy.maxUnavailable === 0
  );
}
