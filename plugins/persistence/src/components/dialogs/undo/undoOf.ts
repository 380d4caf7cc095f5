import type { Operation } from 'backstage-plugin-persistence-common';
import { claimOf, paramOf } from '../../../operations';

/** What an undo does, as the values of its sentences. */
export interface Undo {
  /** What is undone; `other` where this version does not know the words. */
  kind: 'attach' | 'detach' | 'other';
  workload: string;
  claim: string;
  path: string;
}

/** What taking an operation back does. */
export function undoOf(operation: Operation): Undo {
  const { plan, target } = operation;
  const { intent } = plan;
  const workload = 'workload' in target ? target.workload.name : '';
  const claim = claimOf(operation);
  const path =
    intent.kind === 'attach'
      ? intent.path
      : paramOf(operation, 'STARTS_WITHOUT_DATA', 'paths');
  const isKnown =
    (intent.kind === 'attach' || intent.kind === 'detach') &&
    claim !== undefined &&
    path !== undefined;
  return {
    kind: isKnown ? intent.kind : 'other',
    workload,
    claim: claim ?? '',
    path: path ?? '',
  };
}
