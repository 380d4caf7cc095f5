import {
  createMessage,
  type Finding,
} from 'backstage-plugin-persistence-common';
import type { Claim, PodVolume, Workload } from '../observation/view';
import { blocked } from './blocked';
import { recordOf } from './claimRecord';
import { restartDowntime } from './downtime';
import { addDuration } from '../policies';
import { notSupportedYet } from './notSupportedYet';
import type { IntentOf, Planner, PlanningInput } from './PlanDraft';
import { changeable, changesOf, note, planned } from './planned';
import { RULES } from './rules';
import { normalPath } from './settle/normalPath';
import type { ClaimRecord, PlannedMount, UnmountClaimStep } from './Step';
import { strategyWithout } from './strategy';

/** A claim in a pod template. */
interface Mounted {
  volume: PodVolume & { kind: 'claim' };
  claim: Claim;
}

/** Takes a claim out of a workload and puts it, with its data, on the shelf. */
export const detach: Planner<'detach'> = input => {
  const { workload, view, policies, now, entityRef } = input;
  const refused = RULES.detach.flatMap(rule => rule(input));
  const found = findMounted(input);
  const keepFor = input.intent.keepFor ?? policies.shelf.keepFor;
  const keepUntil = addDuration(now, keepFor);
  const intent: IntentOf<'detach'> = {
    ...input.intent,
    ...(found.mounted && { claim: found.mounted.claim.name }),
    keepFor,
  };
  const blockers = [
    ...refused,
    ...found.blockers,
    ...(keepUntil
      ? []
      : [note('DURATION_INVALID', { duration: keepFor }, 'danger')]),
  ];
  if (!found.mounted || !keepUntil || blockers.length > 0) {
    return blocked({ intent, blockers, input });
  }
  const { claim, volume } = found.mounted;
  const restoredStrategy = strategyWithout(claim.name, workload, view);
  const taking = takingOut(found.mounted, workload);
  const paths = taking.mounts.map(({ path }) => path).join(', ');
  const params = { workload: workload.name, claim: claim.name, paths };
  const until = { until: keepUntil.toISOString() };
  const target = changeable(workload, view);
  const steps = [
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
    planned(
      {
        kind: 'shelve-claim',
        namespace: workload.namespace,
        name: claim.name,
        uid: claim.uid,
        record: recordAfter(found.mounted, taking.mounts, workload),
        keepUntil: keepUntil.toISOString(),
      },
      'STEP_SHELVE_CLAIM',
      { ...params, ...until },
    ),
  ];
  return {
    intent,
    steps,
    consequences: [
      note('DATA_STAYS_ON_SHELF', { ...params, ...until }),
      note('STARTS_WITHOUT_DATA', params, 'warning'),
      ...(restoredStrategy ? [note('STRATEGY_COMES_BACK', params)] : []),
    ],
    warnings: [],
    blockers: [],
    downtime: restartDowntime(workload, {
      recreates: !restoredStrategy && workload.strategy?.type === 'Recreate',
    }),
    dataAtRisk: {
      window: 'none',
      why: createMessage('DATA_STAYS_ON_CLAIM', params),
    },
    changes: changesOf(steps, entityRef),
    basis: { claim: claim.uid, record: claim.annotations },
  };
};

/** The claim that is asked for, else the only one. */
function findMounted(input: PlanningInput<'detach'>): {
  mounted?: Mounted;
  blockers: Finding[];
} {
  const { workload, view, intent } = input;
  const { namespace, name, template, claimTemplates } = workload;
  const mounted = template.volumes.flatMap(volume => {
    const claim =
      volume.kind === 'claim'
        ? view.claim(namespace, volume.claimName)
        : undefined;
    return volume.kind === 'claim' && claim ? [{ volume, claim }] : [];
  });
  if (intent.claim === undefined && mounted.length > 1) {
    return {
      blockers: [
        note(
          'CLAIM_NEEDED',
          {
            workload: name,
            claims: mounted.map(each => each.claim.name).join(', '),
          },
          'danger',
        ),
      ],
    };
  }
  const found =
    intent.claim === undefined
      ? mounted[0]
      : mounted.find(({ claim }) => claim.name === intent.claim);
  if (found) {
    return { mounted: found, blockers: [] };
  }
  if (claimTemplates.length > 0) {
    return {
      blockers: [
        notSupportedYet(
          'per-replica',
          'taking away the volumes that each replica has',
        ),
      ],
    };
  }
  return {
    blockers: [
      note(
        'CLAIM_NOT_MOUNTED',
        { workload: name, claim: intent.claim ?? '' },
        'danger',
      ),
    ],
  };
}

/** All mounts of the volume go; or, where it took the place of an `emptyDir`, that comes back and they stay. */
function takingOut(
  { volume, claim }: Mounted,
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
  { claim, volume }: Mounted,
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
