import { createFinding } from 'backstage-plugin-persistence-common';
import type { Container } from '../../observation/view';
import type { Situation } from '../PlanDraft';
import { settled, unsettled, type Settled } from './Settled';

/**
 * The container that sees the folder: the one that is asked for, else the first of the suggestions that is there, else the pod's first.
 */
export function settleContainer(
  wanted: string | undefined,
  suggestions: readonly (string | undefined)[],
  { workload }: Situation,
): Settled<Container> {
  // What an init container writes is there before the service starts, and nobody asks for it afterwards
  const containers = workload.template.containers.filter(
    ({ role }) => role !== 'init',
  );
  const suggested = suggestions.find(suggestion =>
    containers.some(({ name }) => name === suggestion),
  );
  const chosen = wanted ?? suggested ?? containers[0]?.name;
  const container = containers.find(({ name }) => name === chosen);
  return container
    ? settled(container)
    : unsettled(
        createFinding({
          code: 'CONTAINER_UNKNOWN',
          severity: 'danger',
          params: {
            workload: workload.name,
            container: wanted ?? '',
            containers: containers.map(({ name }) => name).join(', '),
          },
        }),
      );
}
