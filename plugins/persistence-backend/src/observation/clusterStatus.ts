import type { ClusterStatus } from 'backstage-plugin-persistence-common';
import { ClusterError } from '../clusters/ClusterError';
import type { ObservedResource } from './view';
import { qualifiedNameOf } from './watching/resources';
import type { ReflectorState } from './watching/Reflector';

/** A cluster that breaks a connection and takes the next one at once is not worth a word. */
const GRACE_MS = 10_000;

/** How a cluster answers us, from how its resources are read. */
export function clusterStatusOf(options: {
  name: string;
  readOnly: boolean;
  states: ReadonlyMap<ObservedResource, ReflectorState>;
  /** When it was last heard of, in milliseconds since 1970. */
  heardAt?: number;
  now: number;
}): ClusterStatus {
  const { name, heardAt } = options;
  return {
    name,
    ...stateOf(options),
    ...(heardAt !== undefined && {
      observedAt: new Date(heardAt).toISOString(),
    }),
  };
}

function stateOf({
  readOnly,
  states,
  now,
}: {
  readOnly: boolean;
  states: ReadonlyMap<ObservedResource, ReflectorState>;
  now: number;
}): Pick<ClusterStatus, 'state' | 'message'> {
  const all = [...states.values()];
  const isComplete = all.every(({ synced, forbidden }) => synced || forbidden);
  const failures = all.flatMap(({ failure }) => failure ?? []);
  if (!isComplete) {
    return failures.length > 0
      ? { state: 'unreachable', message: describe(failures[0].error) }
      : { state: 'syncing' };
  }
  const broken = failures.find(
    ({ tries, since }) => tries > 1 || now - since >= GRACE_MS,
  );
  if (broken) {
    return { state: 'stale', message: describe(broken.error) };
  }
  const forbidden = [...states]
    .filter(([, state]) => state.forbidden)
    .map(([resource]) => resource);
  if (forbidden.length > 0) {
    return { state: 'forbidden', message: describeRefusal(forbidden) };
  }
  return { state: readOnly ? 'read-only' : 'ok' };
}

function describe(error: Error): string {
  const isUnknownToIt = error instanceof ClusterError && error.status === 401;
  return isUnknownToIt
    ? 'Does not accept our credentials (401): renew the token or certificate that the portal uses for it'
    : `Does not answer: ${error.message}`;
}

function describeRefusal(resources: ObservedResource[]): string {
  const names = resources.map(qualifiedNameOf).join(', ');
  return `May not list and watch ${resources.join(', ')}: add ${names} with the verbs list and watch to the portal's ClusterRole`;
}
