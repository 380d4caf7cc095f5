import {
  createFinding,
  createMessage,
  type Finding,
  type MessageCode,
} from 'backstage-plugin-persistence-common';
import { assessClaim, rolloutOf } from '../../assessment';
import type { Workload } from '../../observation/view';
import type { AwaitRolloutStep } from '../../planning';
import {
  StepFailure,
  type StepContext,
  type StepHandler,
} from '../StepHandler';
import { nextChange } from './nextChange';
import { checkPods } from './checkPods';

/** A rollout that takes longer is for a person to look at. Deployments give up after 10 minutes by default. */
const MOST_MS = 15 * 60_000;

/** Provisioners try again and again; what still fails after this is said. */
const CLAIM_PATIENCE_MS = 30_000;

/** How long nothing may be heard of the cluster before the page says so. */
const SILENCE_MS = 30_000;

/**
 * Waits until the latest change has reached all pods, by what is observed, and then looks at every ready pod itself. A claim that is not
 * bound yet is no reason to wait before: many volumes are made only when a pod needs them.
 */
export const awaitRollout: StepHandler<AwaitRolloutStep> = {
  kind: 'await-rollout',
  rolls: false,
  rights: ({ workload: { namespace } }) => [
    { verb: 'get', group: '', resource: 'pods', namespace },
  ],

  async run(step, context) {
    const deadline = Date.now() + MOST_MS;
    let claimFailedAt: number | undefined;
    for (;;) {
      context.signal.throwIfAborted();
      const { view } = context;
      const { kind, namespace, name, uid } = step.workload;
      const workload = view.workload(namespace, kind, name);
      const isSeen =
        workload !== undefined &&
        workload.generation >= generationOf(step, context);
      if (isSeen) {
        if (workload.uid !== uid) {
          throw failed('OBJECT_GONE', {
            object: `${kind} ${namespace}/${name}`,
          });
        }
        const rollout = rolloutOf(workload, view);
        if (
          rollout.state === 'complete' &&
          (await checkPods(step, workload, context))
        ) {
          return {};
        }
        if (rollout.state === 'stuck') {
          throw failed('ROLLOUT_STUCK', {
            workload: name,
            words: rollout.message ?? '',
          });
        }
        const claim = failingClaim(step, workload, context);
        claimFailedAt = claim ? (claimFailedAt ?? Date.now()) : undefined;
        if (
          claim &&
          claimFailedAt !== undefined &&
          Date.now() - claimFailedAt > CLAIM_PATIENCE_MS
        ) {
          throw new StepFailure({ finding: claim, changedNothing: false });
        }
        await report(workload, rollout.message, context);
      }
      if (Date.now() > deadline) {
        throw failed('ROLLOUT_NOT_FINISHED', {
          workload: name,
          minutes: MOST_MS / 60_000,
        });
      }
      await nextChange(context);
    }
  },

  // It changes nothing
  async undo() {},
};

/** What the change before made it; after a take-over of an operation whose runner did not come to write it down, what the plan knew. */
function generationOf(
  { workload }: AwaitRolloutStep,
  { outcomes }: StepContext,
): number {
  return (
    outcomes.find(({ generation }) => generation !== undefined)?.generation ??
    workload.generation
  );
}

/** A claim of ours whose volume cannot be made. */
function failingClaim(
  { present }: AwaitRolloutStep,
  { namespace, name }: Workload,
  { view }: StepContext,
): Finding | undefined {
  for (const { claim: claimName } of present) {
    const claim = view.claim(namespace, claimName);
    const assessed =
      claim && assessClaim({ claim, view, facts: {}, now: new Date() });
    if (assessed?.state === 'failed' || assessed?.state === 'lost') {
      return createFinding({
        code: 'CLAIM_FAILED',
        severity: 'danger',
        params: {
          workload: name,
          claim: claimName,
          words: assessed.message ?? '',
        },
      });
    }
  }
  return undefined;
}

/** Says how many pods are ready, and what the others wait for; or that the cluster is silent. */
async function report(
  workload: Workload,
  words: string | undefined,
  { view, report: send }: StepContext,
): Promise<void> {
  const isSilent = Date.now() - view.observedAt.getTime() > SILENCE_MS;
  const { readyReplicas, updatedReplicas } = workload.status;
  const message = isSilent
    ? createMessage('WAITS_FOR_CLUSTER', { cluster: view.cluster })
    : words && createMessage('WAITS_FOR_PODS', { words });
  await send({
    progress: {
      done: Math.min(readyReplicas, updatedReplicas),
      total: workload.replicas,
      unit: 'pods',
    },
    ...(message && { message }),
  });
}

function failed(
  code: MessageCode,
  params: Record<string, string | number>,
): StepFailure {
  return new StepFailure({
    finding: createFinding({ code, severity: 'danger', params }),
    changedNothing: false,
  });
}
