import {
  ACTOR_ANNOTATION,
  OPERATION_ANNOTATION,
} from 'backstage-plugin-persistence-common';
import type { StepContext } from '../StepHandler';
import type { LiveObject } from './objects';

/** What an object says of who changed it last, and by which operation. */
export function marksOf({
  operationId,
  actor,
}: Pick<StepContext, 'operationId' | 'actor'>): Record<string, string> {
  return {
    [OPERATION_ANNOTATION]: operationId,
    [ACTOR_ANNOTATION]: actor.ref,
  };
}

/** Whether this operation has changed an object, and nothing of ours since. */
export function isMarked(
  object: LiveObject,
  { operationId }: Pick<StepContext, 'operationId'>,
): boolean {
  return object.metadata.annotations?.[OPERATION_ANNOTATION] === operationId;
}

/** A patch, with what the object says of it. */
export function withMarks(
  patch: object,
  context: Pick<StepContext, 'operationId' | 'actor'>,
): object {
  const { metadata } = patch as { metadata?: { annotations?: object } };
  return {
    ...patch,
    metadata: {
      ...metadata,
      annotations: { ...metadata?.annotations, ...marksOf(context) },
    },
  };
}
