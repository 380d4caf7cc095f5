import {
  createMessage,
  type Inspection,
  type Message,
} from 'backstage-plugin-persistence-common';
import type { ClusterView, Workload } from '../observation/view';
import { endsByItself } from './endsByItself';
import { formatBytes } from './formatBytes';
import { unreadable } from './unreadable';
import type { Folder, Outcome, WritableFolder } from './verdict';

/** One sentence: what becomes of this workload's data. */
export function summary(options: {
  workload: Workload;
  view: ClusterView;
  outcome: Outcome;
  inspection?: Inspection;
}): Message {
  const { workload, view, outcome } = options;
  switch (outcome.verdict) {
    case 'unknown':
      return createMessage('SURVIVAL_UNKNOWN', {
        workload: workload.name,
        cluster: view.cluster,
        resources: unreadable(view).join(', '),
      });
    case 'persistent':
      return ofPersistent(workload, outcome);
    case 'partly-persistent':
      return createMessage(
        endsByItself(workload)
          ? 'DATA_SURVIVES_RUNS_PARTLY'
          : 'DATA_SURVIVES_PARTLY',
        {
          paths: list(outcome.surviving, outcome.lost),
          lost: list(outcome.lost, outcome.surviving),
        },
      );
    default:
      return ofNotPersistent(options);
  }
}

function ofPersistent(workload: Workload, { surviving }: Outcome): Message {
  const paths = list(surviving);
  if (endsByItself(workload)) {
    return createMessage('DATA_SURVIVES_RUNS', { paths });
  }
  if (surviving.some(({ mounts }) => mounts.some(isLostWithNode))) {
    return createMessage('DATA_SURVIVES_ON_ITS_NODE', { paths });
  }
  const { replicas } = workload;
  const perReplica = surviving.every(
    ({ source }) => source === 'claim-template',
  );
  return perReplica && replicas > 1
    ? createMessage('DATA_SURVIVES_PER_REPLICA', { paths, replicas })
    : createMessage('DATA_SURVIVES', { paths });
}

function ofNotPersistent(options: {
  workload: Workload;
  outcome: Outcome;
  inspection?: Inspection;
}): Message {
  const { workload, outcome, inspection } = options;
  const { perishing, lost, lostFiles } = outcome;
  const params = { workload: workload.name };
  const runs = endsByItself(workload);
  const onClaims = perishing.filter(
    ({ source }) => source === 'claim' || source === 'claim-template',
  );
  if (onClaims.length > 0) {
    const paths = list(onClaims);
    return onClaims.every(isBeingDeleted)
      ? createMessage('VOLUME_BEING_DELETED', { paths })
      : createMessage('VOLUME_UNUSABLE', { ...params, paths });
  }
  if (lostFiles.length > 0) {
    const bytes = lostFiles.reduce((sum, found) => sum + found.bytes, 0);
    return createMessage('FILES_LOST', {
      ...params,
      files: lostFiles.reduce((sum, found) => sum + found.files, 0),
      paths: list(lostFiles),
      bytes,
      size: formatBytes(bytes),
    });
  }
  if (perishing.length === 0) {
    return createMessage('NOTHING_WRITABLE', params);
  }
  if (inspection?.complete) {
    return createMessage('NOTHING_WRITTEN', params);
  }
  const onNode = perishing.filter(({ source }) => source === 'host-path');
  if (onNode.length > 0) {
    return createMessage('NODE_FOLDER_ONLY', {
      ...params,
      paths: list(onNode),
    });
  }
  if (lost.length > 0) {
    return createMessage(
      runs ? 'TEMPORARY_SPACE_BETWEEN_RUNS' : 'TEMPORARY_SPACE_ONLY',
      { ...params, paths: list(lost) },
    );
  }
  return createMessage(
    runs ? 'NOTHING_KEPT_BETWEEN_RUNS' : 'NOTHING_KEPT',
    params,
  );
}

function isLostWithNode({
  survives,
}: WritableFolder['mounts'][number]): boolean {
  return !survives.nodeLoss;
}

function isBeingDeleted({ mounts }: WritableFolder): boolean {
  return mounts.every(({ claim }) => claim?.state === 'deleting');
}

/** The paths of folders, each once; with the container where the sentence names the same path for another one. */
function list(folders: Folder[], others: Folder[] = []): string {
  const elsewhere = new Set(others.map(({ path }) => path));
  const names = folders.map(({ container, path }) =>
    elsewhere.has(path) ? `${path} (${container})` : path,
  );
  return [...new Set(names)].join(', ');
}
