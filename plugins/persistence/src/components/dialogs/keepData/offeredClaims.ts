import type {
  Claim,
  Options,
  ShelvedClaim,
  WorkloadRef,
} from 'backstage-plugin-persistence-common';

/** States in which a claim cannot be used. */
const UNUSABLE: ReadonlySet<Claim['state']> = new Set<Claim['state']>([
  'deleting',
  'lost',
  'failed',
]);

/**
 * The volumes that can be attached instead of a new one: those of the shelf in the workload's namespace, those that were in this folder
 * first, the latest first.
 */
export function offeredClaims(options: {
  workload: WorkloadRef;
  shelf: ShelvedClaim[];
  /** What the backend offers; without it, everything on the shelf. */
  offered?: Options['claims'];
  path: string;
}): ShelvedClaim[] {
  const { workload, shelf, offered, path } = options;
  const names = offered && new Set(offered.map(({ name }) => name));
  return shelf
    .filter(
      ({ cluster, namespace, name, state }) =>
        cluster === workload.cluster &&
        namespace === workload.namespace &&
        !UNUSABLE.has(state) &&
        (!names || names.has(name)),
    )
    .sort(
      (one, other) =>
        Number(other.path === path) - Number(one.path === path) ||
        (other.shelvedAt ?? '').localeCompare(one.shelvedAt ?? '') ||
        one.name.localeCompare(other.name),
    );
}
