import { createMessage, type Plan } from 'backstage-plugin-persistence-common';
import { startsBeforeItEnds } from '../assessment';
import type { Workload } from '../observation/view';

/**
 * How long a service is away while its pods are replaced, now and at every later deploy.
 *
 * @param options.recreates - whether all old pods end before a new one starts, from this change on
 */
export function restartDowntime(
  workload: Workload,
  options: { recreates: boolean },
): Plan['downtime'] {
  const { name, replicas } = workload;
  const params = { workload: name };
  if (replicas === 0) {
    return {
      now: 'none',
      later: createMessage(
        options.recreates ? 'DEPLOYS_INTERRUPT' : 'DEPLOYS_AS_BEFORE',
        params,
      ),
    };
  }
  const isInterrupted =
    options.recreates || (replicas === 1 && !startsBeforeItEnds(workload));
  return {
    now: isInterrupted ? 'brief' : 'none',
    later: createMessage(
      isInterrupted ? 'DEPLOYS_INTERRUPT' : 'DEPLOYS_AS_BEFORE',
      params,
    ),
  };
}
