import { ForwardedError, ResponseError } from '@backstage/errors';
import type { Operation, Plan } from '../types';
import { operationOf, planOf } from './answerOf';

const PLAN: Partial<Plan> = {
  id: 'plan-1',
  target: { claim: { cluster: 'eu', namespace: 'demo', name: 'data' } },
  blockers: [
    { code: 'WORKLOAD_PAUSED', params: {}, text: 'No.', severity: 'danger' },
  ],
};
const OPERATION: Partial<Operation> = {
  id: 'operation-1',
  state: 'running',
  error: { code: 'ROLLOUT_STUCK', params: {}, text: 'No.', severity: 'danger' },
};

/** What a client throws at an error of the backend. */
function thrown(status: number, error: object): Promise<ResponseError> {
  return ResponseError.fromResponse(
    Response.json(
      {
        error: { message: 'Why', ...error },
        request: { method: 'POST', url: '/' },
        response: { statusCode: status },
      },
      { status },
    ),
  );
}

describe('what errors bring with them', () => {
  it.each([
    [409, 'PlanOutdated'],
    [422, 'PlanBlocked'],
  ])('is a plan at %d %s', async (status, name) => {
    const error = await thrown(status, { name, plan: PLAN });
    expect(planOf(error)).toEqual(PLAN);
    // Also when it is sent back
    expect(JSON.stringify(planOf(error))).toBe(JSON.stringify(PLAN));
    expect(operationOf(error)).toBeUndefined();
  });

  it('is an operation at 409 OperationInProgress', async () => {
    const error = await thrown(409, {
      name: 'OperationInProgress',
      operation: OPERATION,
    });
    expect(operationOf(error)).toEqual(OPERATION);
    expect({ ...operationOf(error)?.error }).toEqual(OPERATION.error);
    expect(planOf(error)).toBeUndefined();
  });

  it('is nothing at other errors', async () => {
    const conflict = await thrown(409, { name: 'ConflictError', plan: PLAN });
    const empty = await thrown(409, { name: 'PlanOutdated' });
    const gateway = await ResponseError.fromResponse(
      new Response('<h1>Bad gateway</h1>', { status: 502 }),
    );
    for (const error of [
      conflict,
      empty,
      gateway,
      new Error('PlanOutdated'),
      new ForwardedError('No answer', new TypeError('fetch failed')),
      'PlanOutdated',
      { body: 'PlanOutdated' },
      { body: { error: 'PlanOutdated' } },
      { body: { error: { name: ['PlanOutdated'], plan: PLAN } } },
      undefined,
    ]) {
      expect(planOf(error)).toBeUndefined();
      expect(operationOf(error)).toBeUndefined();
    }
  });
});
