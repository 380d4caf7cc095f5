import {
  CLAIM_CONTAINER_ANNOTATION,
  CLAIM_PATH_ANNOTATION,
  CLAIM_PREVIOUS_STRATEGY_ANNOTATION,
  CLAIM_REPLACED_ANNOTATION,
  CLAIM_SUB_PATH_ANNOTATION,
  CLAIM_WORKLOAD_ANNOTATION,
} from 'backstage-plugin-persistence-common';
import type { Claim } from '../observation/view';
import type { ClaimRecord, DeploymentStrategy, EmptyDir } from './Step';
import { normalPath, normalSubPath } from './settle/normalPath';

/** All annotations of a record, taken away: a claim may have been used elsewhere before. */
export const NO_RECORD: Readonly<Record<string, null>> = {
  [CLAIM_WORKLOAD_ANNOTATION]: null,
  [CLAIM_CONTAINER_ANNOTATION]: null,
  [CLAIM_PATH_ANNOTATION]: null,
  [CLAIM_SUB_PATH_ANNOTATION]: null,
  [CLAIM_PREVIOUS_STRATEGY_ANNOTATION]: null,
  [CLAIM_REPLACED_ANNOTATION]: null,
};

/** The annotations that say it. */
export function annotationsOfRecord(
  record: Partial<ClaimRecord>,
): Record<string, string> {
  const { workload, container, path, subPath, previousStrategy, replaced } =
    record;
  return {
    ...(workload && { [CLAIM_WORKLOAD_ANNOTATION]: workload }),
    ...(container && { [CLAIM_CONTAINER_ANNOTATION]: container }),
    ...(path && { [CLAIM_PATH_ANNOTATION]: path }),
    ...(subPath && { [CLAIM_SUB_PATH_ANNOTATION]: subPath }),
    ...(previousStrategy && {
      [CLAIM_PREVIOUS_STRATEGY_ANNOTATION]: JSON.stringify(previousStrategy),
    }),
    ...(replaced && { [CLAIM_REPLACED_ANNOTATION]: JSON.stringify(replaced) }),
  };
}

/** What a claim says of its use. Anybody may write annotations: what makes no sense is left out. */
export function recordOf({ annotations }: Claim): Partial<ClaimRecord> {
  const workload = annotations[CLAIM_WORKLOAD_ANNOTATION];
  const container = annotations[CLAIM_CONTAINER_ANNOTATION];
  const path = normalPath(annotations[CLAIM_PATH_ANNOTATION] ?? '');
  const subPath = normalSubPath(annotations[CLAIM_SUB_PATH_ANNOTATION] ?? '');
  const previousStrategy = strategyIn(
    annotations[CLAIM_PREVIOUS_STRATEGY_ANNOTATION],
  );
  const replaced = replacedIn(annotations[CLAIM_REPLACED_ANNOTATION]);
  return {
    ...(workload && { workload }),
    ...(container && { container }),
    ...(path && { path }),
    ...(subPath && { subPath }),
    ...(previousStrategy && { previousStrategy }),
    ...(replaced && { replaced }),
  };
}

function strategyIn(text: string | undefined): DeploymentStrategy | undefined {
  const strategy = objectIn(text);
  if (strategy?.type === 'Recreate') {
    return { type: 'Recreate' };
  }
  if (strategy?.type !== 'RollingUpdate') {
    return undefined;
  }
  const { maxSurge, maxUnavailable } = asObject(strategy.rollingUpdate) ?? {};
  return {
    type: 'RollingUpdate',
    rollingUpdate: {
      ...(isCount(maxSurge) && { maxSurge }),
      ...(isCount(maxUnavailable) && { maxUnavailable }),
    },
  };
}

function replacedIn(text: string | undefined): ClaimRecord['replaced'] {
  const replaced = objectIn(text);
  const emptyDir = asObject(replaced?.emptyDir);
  if (typeof replaced?.volume !== 'string' || !emptyDir) {
    return undefined;
  }
  return { volume: replaced.volume, emptyDir: emptyDirOf(emptyDir) };
}

function emptyDirOf(emptyDir: Record<string, unknown>): EmptyDir {
  const { medium, sizeLimit } = emptyDir;
  return {
    ...(typeof medium === 'string' && { medium }),
    ...(typeof sizeLimit === 'string' && { sizeLimit }),
  };
}

/** A number of pods, or a share of them. */
function isCount(value: unknown): value is number | string {
  return (
    (typeof value === 'number' && Number.isInteger(value) && value >= 0) ||
    (typeof value === 'string' && /^\d+%$/.test(value))
  );
}

function objectIn(
  text: string | undefined,
): Record<string, unknown> | undefined {
  try {
    return asObject(JSON.parse(text ?? ''));
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? { ...value }
    : undefined;
}
