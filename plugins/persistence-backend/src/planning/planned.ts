import {
  createFinding,
  createMessage,
  type Finding,
  type MessageCode,
  type PlannedChange,
} from 'backstage-plugin-persistence-common';
import type { ClusterView, Workload } from '../observation/view';
import { adoptPatch } from './bodies/adoptPatch';
import { claimBody } from './bodies/claimBody';
import { mountPatch } from './bodies/mountPatch';
import { restartPatch } from './bodies/restartPatch';
import { shelvePatch } from './bodies/shelvePatch';
import { unmountPatch } from './bodies/unmountPatch';
import type { ChangeableWorkload, PlannedStep, Step } from './Step';

/** The workload as steps name it. Rules let no other kinds through. */
export function changeable(
  workload: Workload,
  view: ClusterView,
): ChangeableWorkload {
  const { namespace, name, uid, generation } = workload;
  return {
    cluster: view.cluster,
    namespace,
    kind: workload.kind === 'StatefulSet' ? 'StatefulSet' : 'Deployment',
    name,
    uid,
    generation,
  };
}

/** A step and what it does, in a sentence. */
export function planned(
  step: Step,
  code: MessageCode,
  params: Record<string, string | number> = {},
): PlannedStep {
  return { step, title: createMessage(code, params) };
}

/** What is written to the cluster, without what is known only then: the operation and who asked for it. */
export function changesOf(
  steps: readonly PlannedStep[],
  entityRef: string,
): PlannedChange[] {
  return steps.flatMap(({ step }) => changeOf(step, entityRef) ?? []);
}

function changeOf(step: Step, entityRef: string): PlannedChange | undefined {
  switch (step.kind) {
    case 'create-claim':
      return {
        object: claimName(step),
        verb: 'create',
        body: claimBody(step, entityRef),
      };
    case 'adopt-claim':
      return {
        object: claimName(step),
        verb: 'patch',
        body: adoptPatch(step, entityRef),
      };
    case 'shelve-claim':
      return {
        object: claimName(step),
        verb: 'patch',
        body: shelvePatch(step, { entityRef }),
      };
    case 'mount-claim':
      return {
        object: workloadName(step.workload),
        verb: 'patch',
        body: mountPatch(step),
      };
    case 'unmount-claim':
      return {
        object: workloadName(step.workload),
        verb: 'patch',
        body: unmountPatch(step),
      };
    case 'restart-workload':
      return {
        object: workloadName(step.workload),
        verb: 'patch',
        body: restartPatch(step.restartedAt),
      };
    default:
      return undefined;
  }
}

function claimName({ namespace, name }: { namespace: string; name: string }) {
  return `PersistentVolumeClaim ${namespace}/${name}`;
}

function workloadName({ kind, namespace, name }: ChangeableWorkload) {
  return `${kind} ${namespace}/${name}`;
}

/** Something a person should know before it happens. */
export function note(
  code: MessageCode,
  params: Record<string, string | number> = {},
  severity: Finding['severity'] = 'info',
): Finding {
  return createFinding({ code, severity, params });
}
