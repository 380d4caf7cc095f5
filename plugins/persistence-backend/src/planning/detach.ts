import {
  createMessage,
  ENTITY_ANNOTATION,
  type Finding,
} from 'backstage-plugin-persistence-common';
import type { Claim, Workload } from '../observation/view';
import { addDuration } from '../policies';
import { blocked } from './blocked';
import { recordOf } from './claimRecord';
import { restartDowntime } from './downtime';
import { findMounted, type MountedClaim } from './mountedClaim';
import { entityRefOf } from './ownership';
import type { IntentOf, PlanDraft, Planner, PlanningInput } from './PlanDraft';
import { changeable, changesOf, note, planned } from './planned';
import { RULES } from './rules';
import { normalPath } from './settle/normalPath';
import type {
  ClaimRecord,
  DeploymentStrategy,
  PlannedMount,
  PlannedStep,
  UnmountClaimStep,
} from './Step';
import { strategyWithout } from './strategy';

/** What a detach does, once nothing is open. */
interface Detaching {
  mounted: MountedClaim;
  taking: Pick<UnmountClaimStep, 'mounts' | 'restoredEmptyDir'>;
  restoredStrategy?: DeploymentStrategy;
  /** Undefined: it is not ours to put on the shelf. */
  keepUntil?: Date;
}

/** Takes a claim out of a workload and puts it, with its data, on the shelf. */
export const detach: Planner<'detach'> = input => {
  const { workload, view, policies, now, entityRef } = input;
  const found = findMounted(input);
  const keepFor = input.intent.keepFor ?? policies.shelf.keepFor;
  const keepUntil = addDuration(now, keepFor);
  const intent: IntentOf<'detach'> = {
    ...input.intent,
    ...(found.value && { claim: found.value.claim.name }),
    keepFor,
  };
  const blockers = [
    ...RULES.detach.flatMap(rule => rule(input)),
    ...found.blockers,
    ...(keepUntil
      ? []
      : [note('DURATION_INVALID', { duration: keepFor }, 'danger')]),
  ];
  if (!found.value || blockers.length > 0) {
    return blocked({ intent, blockers, input });
  }
  const { claim } = found.value;
  const restoredStrategy = strategyWithout(claim.name, workload, view);
  const detaching: Detaching = {
    mounted: found.value,
    taking: takingOut(found.value, workload),
    ...(restoredStrategy && { restoredStrategy }),
    ...(keepUntil && isLeftAlone(claim, input) && { keepUntil }),
  };
  const steps = stepsOf(detaching, input);
  return {
    intent,
    steps,
    ...meaningOf(detaching, input),
    blockers: [],
    changes: changesOf(steps, entityRef),
    basis: {
      claim: claim.uid,
      record: recordOf(claim),
      restoredStrategy,
      isShelved: detaching.keepUntil !== undefined,
    },
  };
};

/** Whether nothing else has the claim: neither another workload nor, by what is written on it, another entity. */
function isLeftAlone(
  claim: Claim,
  { workload, view, entityRef }: PlanningInput<'detach'>,
): boolean {
  return (
    (entityRefOf(claim.annotations[ENTITY_ANNOTATION]) ?? entityRef) ===
      entityRef &&
    view.workloadsUsing(claim).every(({ uid }) => uid === workload.uid)
  );
}

function stepsOf(
  { mounted, taking, restoredStrategy, keepUntil }: Detaching,
  { workload, view }: PlanningInput<'detach'>,
): PlannedStep[] {
  const { claim, volume } = mounted;
  const params = { workload: workload.name, claim: claim.name };
  const target = changeable(workload, view);
  return [
    planned(
      {
        kind: 'unmount-claim',
        workload: target,
        claim: claim.name,
        volume: volume.name,
        ...taking,
        ...(restoredStrategy && { restoredStrategy }),
      },
      'STEP_UNMOUNT_CLAIM',
      params,
    ),
    planned(
      {
        kind: 'await-rollout',
        workload: target,
        present: [],
        absent: [claim.name],
      },
      'STEP_AWAIT_UNMOUNTED',
      params,
    ),
    ...(keepUntil
      ? [
          planned(
            {
              kind: 'shelve-claim',
              namespace: workload.namespace,
              name: claim.name,
              uid: claim.uid,
              record: recordAfter(mounted, taking.mounts, workload),
              keepUntil: keepUntil.toISOString(),
            },
            'STEP_SHELVE_CLAIM',
            { ...params, until: inWords(keepUntil) },
          ),
        ]
      : []),
  ];
}

function meaningOf(
  { mounted: { claim }, taking, restoredStrategy, keepUntil }: Detaching,
  { workload }: PlanningInput<'detach'>,
): Pick<PlanDraft, 'consequences' | 'warnings' | 'downtime' | 'dataAtRisk'> {
  const paths = [...new Set(taking.mounts.map(({ path }) => path))].join(', ');
  const params = { workload: workload.name, claim: claim.name, paths };
  return {
    consequences: [
      keepUntil
        ? note('DATA_STAYS_ON_SHELF', { ...params, until: inWords(keepUntil) })
        : note('DATA_STAYS_ON_CLAIM', params),
      ...startsWith(taking, params),
      ...(restoredStrategy ? [note('STRATEGY_COMES_BACK', params)] : []),
    ],
    warnings:
      recordOf(claim).workload === workload.name
        ? []
        : [note('NOT_ATTACHED_HERE', params, 'warning')],
    downtime: restartDowntime(workload, restoredStrategy),
    dataAtRisk: {
      window: 'none',
      why: createMessage('DATA_STAYS_ON_CLAIM', params),
    },
  };
}

/** What is in the folders afterwards. A volume may be there that no container sees. */
function startsWith(
  { mounts, restoredEmptyDir }: Detaching['taking'],
  params: Record<string, string>,
): Finding[] {
  if (mounts.length === 0) {
    return [];
  }
  return [
    restoredEmptyDir
      ? note('EMPTY_DIR_COMES_BACK', params, 'warning')
      : note('STARTS_WITHOUT_DATA', params, 'warning'),
  ];
}

/** A minute is exact enough, in a form that people read. */
function inWords(time: Date): string {
  return `${time.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** All mounts of the volume go; or, where it took the place of an `emptyDir`, that comes back and they stay. */
function takingOut(
  { volume, claim }: MountedClaim,
  workload: Workload,
): Pick<UnmountClaimStep, 'mounts' | 'restoredEmptyDir'> {
  const { replaced, subPath } = recordOf(claim);
  const mounts = mountsOf(volume.name, workload);
  return replaced?.volume === volume.name
    ? {
        mounts: mounts.map(mount => withoutOurs(mount, subPath)),
        restoredEmptyDir: replaced.emptyDir,
      }
    : { mounts };
}

function mountsOf(volume: string, workload: Workload): PlannedMount[] {
  return workload.template.containers.flatMap(({ name, role, mounts }) =>
    mounts
      .filter(mount => mount.volume === volume)
      .map(({ path, subPath }) => ({
        container: name,
        init: role !== 'main',
        path,
        ...(subPath && { subPath }),
      })),
  );
}

/** A mount as it was before our folder of the volume was put before its own. */
function withoutOurs(
  { subPath, ...mount }: PlannedMount,
  ours: string | undefined,
): PlannedMount {
  if (subPath === undefined || subPath === ours) {
    return mount;
  }
  const own =
    ours !== undefined && subPath.startsWith(`${ours}/`)
      ? subPath.slice(ours.length + 1)
      : subPath;
  return { ...mount, subPath: own };
}

/** Where the claim was, so that it can be offered there again: as its record says, else as it is mounted now. */
function recordAfter(
  { claim, volume }: MountedClaim,
  removed: PlannedMount[],
  workload: Workload,
): Partial<ClaimRecord> {
  const { container, path, subPath } = recordOf(claim);
  if (container && path) {
    return {
      workload: workload.name,
      container,
      path,
      ...(subPath && { subPath }),
    };
  }
  const mount =
    mountsOf(volume.name, workload).find(({ init }) => !init) ?? removed[0];
  const mountPath = mount && normalPath(mount.path);
  return {
    workload: workload.name,
    ...(mount && { container: mount.container }),
    ...(mountPath && { path: mountPath }),
    ...(mount?.subPath && { subPath: mount.subPath }),
  };
}
