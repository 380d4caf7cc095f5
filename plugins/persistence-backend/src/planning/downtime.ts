import { createMessage, type Plan } from 'backstage-plugin-persistence-common';
import type { Workload } from '../observation/view';
import type { DeploymentStrategy } from './Step';

/**
 * How long a service is away while its pods are replaced, now and at every later deploy.
 *
 * @param strategy - what the change makes of the Deployment's; undefined: nothing
 */
export function restartDowntime(
  workload: Workload,
  strategy?: DeploymentStrategy,
): Plan['downtime'] {
  const { name, replicas } = workload;
  const isInterrupted = strategy
    ? mayMissAll(strategy, workload)
    : endsBeforeItStarts(workload);
  return {
    now: isInterrupted && replicas > 0 ? 'brief' : 'none',
    later: createMessage(
      isInterrupted ? 'DEPLOYS_INTERRUPT' : 'DEPLOYS_AS_BEFORE',
      { workload: name },
    ),
  };
}

/** Whether there is a moment without any pod, as it is. */
function endsBeforeItStarts({ replicas, strategy }: Workload): boolean {
  const pods = Math.max(replicas, 1);
  if (strategy?.type !== 'RollingUpdate') {
    return true;
  }
  // A StatefulSet ends each pod before it starts the next one
  return 'partition' in strategy ? pods === 1 : strategy.maxUnavailable >= pods;
}

/**
 * The same for a strategy as a manifest says it: a share of missing pods is rounded down, and a quarter where nothing is said.
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable
 */
function mayMissAll(
  { type, rollingUpdate = {} }: DeploymentStrategy,
  { replicas }: Workload,
): boolean {
  if (type === 'Recreate') {
    return true;
  }
  const pods = Math.max(replicas, 1);
  const { maxSurge = '25%', maxUnavailable = '25%' } = rollingUpdate;
  const surplus = countOf(maxSurge, pods, Math.ceil);
  const missing = countOf(maxUnavailable, pods, Math.floor);
  return (surplus === 0 && missing === 0 ? 1 : missing) >= pods;
}

function countOf(
  value: number | string,
  pods: number,
  round: (share: number) => number,
): number {
  return typeof value === 'number'
    ? value
    : round((parseInt(value, 10) * pods) / 100);
}
