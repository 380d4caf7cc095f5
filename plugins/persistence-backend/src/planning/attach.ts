import { createMessage } from 'backstage-plugin-persistence-common';
import { exclusiveMode } from '../assessment';
import { addDuration } from '../policies';
import { blocked } from './blocked';
import { recordOf } from './claimRecord';
import { restartDowntime } from './downtime';
import { mountingOf, type Mounting } from './mounting';
import type { PlanDraft, Planner, PlanningInput, Situation } from './PlanDraft';
import { changeable, changesOf, note, planned } from './planned';
import { mostReplicas, replicasNeedSharedClass } from './replicas';
import { RULES } from './rules';
import {
  settleAttach,
  type Attachment,
  type ChosenClaim,
} from './settle/attach';
import type { ClaimRecord, PlannedStep } from './Step';
import { strategyForOneNode, type StrategyChange } from './strategy';

/** What an attach does, once nothing is open. */
interface Attaching {
  attachment: Attachment;
  claim: string;
  mounting: Mounting;
  strategy: StrategyChange;
}

/** Keeps a folder of a workload on a volume. */
export const attach: Planner<'attach'> = input => {
  const { workload, view } = input;
  const { intent, attachment, blockers } = settleAttach(input);
  const refused = [...RULES.attach.flatMap(rule => rule(input)), ...blockers];
  if (!attachment) {
    return blocked({ intent, blockers: refused, input });
  }
  const claim = attachment.claim.name;
  const accessMode = oneNodeModeOf(attachment.claim, input);
  const strategy: StrategyChange = accessMode
    ? strategyForOneNode(workload, view)
    : { recreate: false, blockers: [] };
  const all = [
    ...refused,
    ...(accessMode
      ? replicasNeedSharedClass({ workload, view, claim, accessMode })
      : []),
    ...strategy.blockers,
  ];
  if (all.length > 0) {
    return blocked({ intent, blockers: all, input });
  }
  const mounting = mountingOf(attachment, workload);
  const attaching = { attachment, claim, mounting, strategy };
  const steps = stepsOf(attaching, input);
  return {
    intent,
    steps,
    ...meaningOf(attaching, input),
    warnings: [],
    blockers: [],
    changes: changesOf(steps, input.entityRef),
    basis: basisOf(attaching, input),
  };
};

/** The mode that ties a volume to one node or pod; undefined where many can use it. */
function oneNodeModeOf(
  chosen: ChosenClaim,
  { view }: Situation,
): string | undefined {
  if (!chosen.isNew) {
    return exclusiveMode(chosen.claim, view);
  }
  const { accessMode } = chosen.claim;
  return accessMode === 'ReadWriteMany' ? undefined : accessMode;
}

function stepsOf(
  { attachment, claim, mounting, strategy }: Attaching,
  input: PlanningInput<'attach'>,
): PlannedStep[] {
  const { workload, view } = input;
  const { container, folder, subPath } = attachment;
  const record: ClaimRecord = {
    workload: workload.name,
    container: container.name,
    path: folder.path,
    ...(subPath && { subPath }),
    ...(strategy.previous && { previousStrategy: strategy.previous }),
    ...(folder.emptyDir !== undefined && {
      replaced: {
        volume: folder.emptyDir,
        emptyDir: emptyDirOf(folder.emptyDir, input),
      },
    }),
  };
  const params = { claim, workload: workload.name, path: folder.path };
  return [
    claimStep(attachment.claim, record, input),
    planned(
      {
        kind: 'mount-claim',
        workload: changeable(workload, view),
        claim,
        ...mounting,
        recreate: strategy.recreate,
      },
      strategy.recreate ? 'STEP_MOUNT_CLAIM_AND_RECREATE' : 'STEP_MOUNT_CLAIM',
      params,
    ),
    planned(
      {
        kind: 'await-rollout',
        workload: changeable(workload, view),
        present: [{ claim, mounts: mounting.mounts }],
        absent: [],
      },
      'STEP_AWAIT_MOUNTED',
      params,
    ),
  ];
}

function claimStep(
  chosen: ChosenClaim,
  record: ClaimRecord,
  { workload, policies, now }: Situation,
): PlannedStep {
  const { namespace } = workload;
  const keepUntil = (
    addDuration(now, policies.shelf.keepFor) ?? now
  ).toISOString();
  if (!chosen.isNew) {
    const { name, uid } = chosen.claim;
    return planned(
      { kind: 'adopt-claim', namespace, name, uid, record, keepUntil },
      'STEP_ADOPT_CLAIM',
      { claim: name },
    );
  }
  const { size, storageClass } = chosen.claim;
  const kubernetesId = workload.labels['backstage.io/kubernetes-id'];
  return planned(
    {
      kind: 'create-claim',
      namespace,
      ...chosen.claim,
      ...(kubernetesId && { kubernetesId }),
      record,
      keepUntil,
    },
    'STEP_CREATE_CLAIM',
    { claim: chosen.name, size, storageClass },
  );
}

function emptyDirOf(name: string, { workload }: Situation) {
  const volume = workload.template.volumes.find(each => each.name === name);
  return volume?.kind === 'empty-dir'
    ? {
        ...(volume.medium === 'memory' && { medium: 'Memory' }),
        ...(volume.sizeLimit && { sizeLimit: volume.sizeLimit }),
      }
    : {};
}

function meaningOf(
  { attachment, claim, mounting, strategy }: Attaching,
  { workload }: Situation,
): Pick<PlanDraft, 'consequences' | 'downtime' | 'dataAtRisk'> {
  const { claim: chosen, folder } = attachment;
  const { path } = folder;
  const params = { workload: workload.name, path, claim };
  return {
    consequences: [
      chosen.isNew
        ? note('FILES_WILL_BE_HIDDEN', params, 'warning')
        : note('CLAIM_KEEPS_ITS_FILES', params),
      ...(mounting.replacesEmptyDir
        ? [
            note('EMPTY_DIR_IS_REPLACED', {
              ...params,
              volume: mounting.volume,
            }),
          ]
        : []),
      note('CLAIM_OUTLIVES_WORKLOAD', params),
      ...(strategy.recreate ? [note('STRATEGY_BECOMES_RECREATE', params)] : []),
    ],
    downtime: restartDowntime(
      workload,
      strategy.recreate ? { type: 'Recreate' } : undefined,
    ),
    dataAtRisk: {
      window: 'unknown',
      why: createMessage('NOTHING_IS_CARRIED_OVER', params),
    },
  };
}

function basisOf(
  { attachment: { claim }, strategy }: Attaching,
  { workload, view }: Situation,
): unknown {
  return {
    replicas: mostReplicas(workload, view),
    previousStrategy: strategy.previous,
    ...(claim.isNew
      ? { storageClass: view.storageClass(claim.claim.storageClass)?.createdAt }
      : { claim: claim.claim.uid, record: recordOf(claim.claim) }),
  };
}
