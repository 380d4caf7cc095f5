import { createFinding } from 'backstage-plugin-persistence-common';
import type { ChangeableWorkload } from '../../planning';
import {
  StepFailure,
  type DryRun,
  type DryRunContext,
  type StepContext,
} from '../StepHandler';
import type { StepOutcome } from '../store';
import { dryRunOf } from './dryRunOf';
import { diffOf } from './diffOf';
import { isMarked, withMarks } from './marksOf';
import { workloadPath, type LiveObject } from './objects';
import { patchOnce } from './patchOnce';

const CONTENT_TYPE = 'application/strategic-merge-patch+json';

/** Changes a workload so that its pods are replaced, once, and only as the plan knew it. */
export async function changeWorkload(
  workload: ChangeableWorkload,
  patch: object,
  context: StepContext,
): Promise<StepOutcome> {
  const { kind, namespace, name, uid, generation } = workload;
  const changed = await patchOnce({
    path: workloadPath(workload),
    object: `${kind} ${namespace}/${name}`,
    namespace,
    uid,
    type: 'strategic-merge-patch',
    patch: withMarks(patch, context),
    hasLanded: found => isMarked(found, context),
    check: found => {
      // Whatever else changes it counts up: then nobody has seen what this would do now
      if (found.metadata.generation !== generation) {
        throw new StepFailure({
          finding: createFinding({
            code: 'CHANGED_MEANWHILE',
            severity: 'danger',
            params: { workload: name },
          }),
          changedNothing: true,
        });
      }
    },
    context,
  });
  return { generation: changed.metadata.generation };
}

/** What the server would say to it. */
export async function tryChange(
  workload: ChangeableWorkload,
  patch: object,
  { cluster, signal }: DryRunContext,
): Promise<DryRun> {
  const path = workloadPath(workload);
  const before = await cluster.request<LiveObject>({ path, signal });
  return dryRunOf<LiveObject>({
    cluster,
    namespace: workload.namespace,
    request: {
      method: 'PATCH',
      path,
      contentType: CONTENT_TYPE,
      // Without the version that was read: health that flickers is no reason to refuse
      body: patch,
      signal,
    },
    result: after => ({ diff: diffOf(before, after) }),
  });
}
