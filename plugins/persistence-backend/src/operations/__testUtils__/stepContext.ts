import { mockServices } from '@backstage/backend-test-utils';
import type { Cluster } from '../../clusters';
import { createView } from '../../observation/testing/createView';
import type { StepContext } from '../StepHandler';

/** What a step knows in a test. */
export function stepContext(
  options: Partial<StepContext> & { cluster: Cluster },
): StepContext {
  return {
    view: createView({ objects: [] }),
    status: () => ({ name: 'test', state: 'ok' }),
    subscribe: () => () => {},
    operationId: 'operation-1',
    entityRef: 'component:default/guestbook',
    actor: { type: 'user', ref: 'user:default/guest' },
    createdAt: '2026-11-21T12:00:00.000Z',
    outcomes: [],
    report: async () => {},
    confirmLease: async () => {},
    signal: new AbortController().signal,
    logger: mockServices.logger.mock(),
    ...options,
  };
}
