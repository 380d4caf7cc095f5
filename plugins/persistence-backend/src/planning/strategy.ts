import {
  createFinding,
  type Finding,
} from 'backstage-plugin-persistence-common';
import { claimsOf, exclusiveMode } from '../assessment';
import type { ClusterView, Workload } from '../observation/view';
import { recordOf } from './claimRecord';
import { FIELD_MANAGER } from './fieldManager';
import type { DeploymentStrategy } from './Step';

/** What becomes of a Deployment's strategy. */
export interface StrategyChange {
  /** Whether it is changed to Recreate. */
  recreate: boolean;
  /** What a detach puts back. */
  previous?: DeploymentStrategy;
  blockers: Finding[];
}

/**
 * A volume of one node needs the old pod to end before the new one starts: otherwise the next rollout on another node waits for ever. A
 * StatefulSet replaces one pod at a time by its nature.
 * https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment
 */
export function strategyForOneNode(
  workload: Workload,
  view: ClusterView,
): StrategyChange {
  const { kind, name, strategy, rollingUpdate } = workload;
  const manager = foreignOwnerOf(workload);
  if (kind !== 'Deployment') {
    return { recreate: false, blockers: [] };
  }
  if (strategy?.type === 'Recreate') {
    const previous = strategyRecordedBeside(workload, view);
    return { recreate: false, ...(previous && { previous }), blockers: [] };
  }
  return {
    recreate: true,
    previous: {
      type: 'RollingUpdate',
      ...(rollingUpdate && { rollingUpdate }),
    },
    blockers:
      manager === undefined
        ? []
        : [
            createFinding({
              code: 'STRATEGY_OWNED',
              severity: 'danger',
              params: { workload: name, manager },
            }),
          ],
  };
}

/**
 * The strategy that comes back when a claim is taken out: the one that was recorded when it came, unless somebody changed it since, or
 * another volume of one node stays.
 *
 * @returns undefined where it stays as it is
 */
export function strategyWithout(
  claimName: string,
  workload: Workload,
  view: ClusterView,
): DeploymentStrategy | undefined {
  const { kind, namespace, strategy } = workload;
  const claim = view.claim(namespace, claimName);
  const others = claimsOf(workload).flatMap(
    ({ name }) => (name !== claimName && view.claim(namespace, name)) || [],
  );
  const previous = claim && recordOf(claim).previousStrategy;
  return kind === 'Deployment' &&
    strategy?.type === 'Recreate' &&
    previous?.type === 'RollingUpdate' &&
    foreignOwnerOf(workload) === undefined &&
    others.every(other => exclusiveMode(other, view) === undefined)
    ? previous
    : undefined;
}

/** Who applies the strategy beside us, and would take another one back. */
function foreignOwnerOf({ strategyOwner }: Workload): string | undefined {
  return strategyOwner === FIELD_MANAGER ? undefined : strategyOwner;
}

/** What was recorded on another claim of the workload when that one came: the last one to go puts it back. */
function strategyRecordedBeside(
  workload: Workload,
  view: ClusterView,
): DeploymentStrategy | undefined {
  for (const { name } of claimsOf(workload)) {
    const claim = view.claim(workload.namespace, name);
    const previous = claim && recordOf(claim).previousStrategy;
    if (previous) {
      return previous;
    }
  }
  return undefined;
}
