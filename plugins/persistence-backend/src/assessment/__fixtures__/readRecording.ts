import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createView } from '../../observation/testing/createView';
import type { ObservedResource, Workload } from '../../observation/view';
import { assess } from '../assessWorkload';
import type { Assessment, Facts } from '../Assess';

const DIRECTORY = resolvePackagePath(
  'backstage-plugin-persistence-backend',
  'src/assessment/__fixtures__/recorded',
);

/** What `record.mjs` wrote down. */
export interface Recording {
  recordedAt: string;
  items: RecordedObject[];
}

/** An object of a cluster. */
export interface RecordedObject {
  kind: string;
  metadata: {
    name: string;
    namespace?: string;
    uid?: string;
    [field: string]: unknown;
  };
  [field: string]: unknown;
}

/** The names of all recordings. */
export function recordingNames(): string[] {
  return readdirSync(DIRECTORY)
    .map(file => file.replace(/\.json$/, ''))
    .sort();
}

/** One recording. */
export function readRecording(name: string): Recording {
  return JSON.parse(readFileSync(join(DIRECTORY, `${name}.json`), 'utf8'));
}

/** The kinds of workloads. */
export const WORKLOAD_KINDS: readonly string[] = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
] satisfies Workload['kind'][];

/** The assessments of all workloads of a recording, by `namespace/name`, at the time of the recording. */
export function assessRecording(
  { recordedAt, items }: Recording,
  options: {
    unknown?: ObservedResource[];
    facts?: Facts;
    now?: Date;
  } = {},
): Map<string, Assessment> {
  const { unknown, facts = {}, now = new Date(recordedAt) } = options;
  const view = createView({
    cluster: 'test',
    objects: items,
    observedAt: now,
    unknown,
  });
  return new Map(
    view
      .workloads({ labels: [] })
      .map(workload => [
        `${workload.namespace}/${workload.name}`,
        assess(workload, view, facts, now),
      ]),
  );
}
