import {
  createFinding,
  createMessage,
  type Finding,
  type MessageCode,
} from 'backstage-plugin-persistence-common';
import { assessClaim, rolloutOf } from '../../assessment';
import { ClusterError } from '../../clusters';
import type { Workload } from '../../observation/view';
import type { AwaitRolloutStep } from '../../planning';
import {
  StepFailure,
  type StepContext,
  type StepHandler,
} from '../StepHandler';
import type { StepOutcome } from '../store';
import { checkPods } from './checkPods';
import { workloadPath, type LiveObject } from './objects';
import { watchChanges, type Changes } from './watchChanges';

/** A rollout that takes longer is for a person to look at. Deployments give up after 10 minutes by default. */
const MOST_MS = 15 * 60_000;

/** Provisioners try again and again; what still fails after this is said. */
const CLAIM_PATIENCE_MS = 30_000;

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
    const changes = watchChanges(context);
    try {
      return await untilComplete(step, context, changes);
    } finally {
      changes.stop();
    }
  },

  // It changes nothing
  async undo() {},
};

async function untilComplete(
  step: AwaitRolloutStep,
  context: StepContext,
  changes: Changes,
): Promise<StepOutcome> {
  const { view, signal } = context;
  // By a clock that nobody sets
  const startedAt = performance.now();
  let claimFailedAt: number | undefined;
  for (;;) {
    signal.throwIfAborted();
    const workload = await observe(step, context);
    if (workload) {
      const rollout = rolloutOf(workload, view);
      let words = rollout.message;
      if (rollout.state === 'complete') {
        const check = await checkPods(step, workload, context);
        if (check.isDone) {
          await report(workload, undefined, context);
          return {};
        }
        words = check.waitsFor;
      }
      if (rollout.state === 'stuck') {
        throw failed('ROLLOUT_STUCK', {
          workload: workload.name,
          words: rollout.message ?? '',
        });
      }
      const failing = failingClaim(step, workload, context);
      claimFailedAt = failing
        ? (claimFailedAt ?? performance.now())
        : undefined;
      if (
        failing &&
        claimFailedAt !== undefined &&
        performance.now() - claimFailedAt > CLAIM_PATIENCE_MS
      ) {
        throw new StepFailure({ finding: failing, changedNothing: false });
      }
      await report(workload, words, context);
    }
    if (performance.now() - startedAt > MOST_MS) {
      throw failed('ROLLOUT_NOT_FINISHED', {
        workload: step.workload.name,
        minutes: MOST_MS / 60_000,
      });
    }
    await changes.next();
  }
}

/**
 * The workload as it is observed, once that knows of our change. Where it does not, or the cluster is not heard of, the cluster is asked
 * whether the workload is still there.
 *
 * @throws ClusterError when the cluster does not answer
 * @throws StepFailure when the workload is gone
 */
async function observe(
  step: AwaitRolloutStep,
  context: StepContext,
): Promise<Workload | undefined> {
  const { kind, namespace, name, uid } = step.workload;
  const found = context.view.workload(namespace, kind, name);
  const isKnown =
    found?.uid === uid && found.generation >= generationOf(step, context);
  const { state } = context.status();
  if (!isKnown || state === 'stale' || state === 'unreachable') {
    await expectThere(step, context);
  }
  return isKnown ? found : undefined;
}

async function expectThere(
  { workload }: AwaitRolloutStep,
  { cluster, signal }: StepContext,
): Promise<void> {
  const { kind, namespace, name, uid } = workload;
  const found = await cluster
    .request<LiveObject>({ path: workloadPath(workload), signal })
    .catch(error => {
      if (error instanceof ClusterError && error.status === 404) {
        return undefined;
      }
      throw error;
    });
  if (found?.metadata.uid !== uid) {
    throw failed('OBJECT_GONE', { object: `${kind} ${namespace}/${name}` });
  }
}

/** What the change before made it: that step read it from the cluster, also when somebody else had made the change. */
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

/** Says how many pods are ready, and what the others wait for. */
async function report(
  { replicas, status }: Workload,
  words: string | undefined,
  { report: send }: StepContext,
): Promise<void> {
  const { readyReplicas, updatedReplicas } = status;
  await send({
    progress: {
      done: Math.min(readyReplicas, updatedReplicas, replicas),
      total: replicas,
      unit: 'pods',
    },
    ...(words && { message: createMessage('WAITS_FOR_PODS', { words }) }),
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
