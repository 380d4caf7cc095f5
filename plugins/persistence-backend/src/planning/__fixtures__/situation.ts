import type { Finding, Intent } from 'backstage-plugin-persistence-common';
import type { EntityIndex } from '../../entities';
import { createView } from '../../observation/testing/createView';
import type { Workload } from '../../observation/view';
import type { Policies } from '../../policies';
import { DEFAULT_POLICIES } from '../../policies/testing';
import { component, storageClass } from '../../status/testing';
import { draftOf, isPlannable } from '../draftOf';
import type { PlanDraft, PlanningInput, Situation } from '../PlanDraft';
import { situationOf } from '../situationOf';

/** When plans are made. */
export const NOW = new Date('2026-02-01T12:00:00Z');

/** What is in the cluster, and who asks. */
export interface Surroundings {
  objects: object[];
  /** Without: the guestbook. */
  workload?: { kind?: Workload['kind']; name?: string; namespace?: string };
  /** Of the entity, beside the id that selects the guestbook. */
  annotations?: Record<string, string>;
  policies?: Partial<Policies>;
  /** Entities that select the workload, too. */
  alsoSelectedBy?: string[];
  view?: Partial<Parameters<typeof createView>[0]>;
  now?: Date;
  /** Without: `standard`, which is the default, and `shared`. */
  classes?: object[];
}

/** Two classes: a disk of one node, and a file system that many share. */
export const CLASSES: readonly object[] = [
  storageClass({ name: 'standard', default: true }),
  storageClass({ name: 'shared', provisioner: 'nfs.csi.k8s.io' }),
];

/** What is known of a workload of the guestbook. */
export function situation(surroundings: Surroundings): Situation {
  const { objects, classes = CLASSES, now = NOW } = surroundings;
  const view = createView({
    cluster: 'prod',
    objects: [...classes, ...objects],
    ...surroundings.view,
  });
  const {
    kind = 'Deployment',
    name = 'guestbook',
    namespace = 'demo',
  } = surroundings.workload ?? {};
  const workload = view.workload(namespace, kind, name);
  if (!workload) {
    throw new Error(`The view has no ${kind} ${name}`);
  }
  const entityIndex: EntityIndex = {
    entitiesSelecting: () => [
      'component:default/guestbook',
      ...(surroundings.alsoSelectedBy ?? []),
    ],
    noticed: () => {},
  };
  return situationOf({
    entity: component({
      name: 'guestbook',
      annotations: surroundings.annotations,
    }),
    workload,
    view,
    entityIndex,
    policies: { ...DEFAULT_POLICIES, ...surroundings.policies },
    facts: {},
    now,
  });
}

/** What an intent would do. */
export function draft<I extends Intent>(
  intent: I,
  surroundings: Surroundings,
): PlanDraft {
  if (!isPlannable(intent)) {
    throw new Error(`No planner for '${intent.kind}'`);
  }
  const input: PlanningInput = { ...situation(surroundings), intent };
  return draftOf(input);
}

/** Their codes. */
export function codesOf(findings: readonly Finding[]): string[] {
  return findings.map(({ code }) => code);
}

/** The step of a kind. */
export function stepOf<K extends PlanDraft['steps'][number]['step']['kind']>(
  { steps }: PlanDraft,
  kind: K,
) {
  type Step = PlanDraft['steps'][number]['step'];
  const found = steps
    .map(({ step }) => step)
    .find((step): step is Extract<Step, { kind: K }> => step.kind === kind);
  if (!found) {
    throw new Error(`There is no step '${kind}'`);
  }
  return found;
}
