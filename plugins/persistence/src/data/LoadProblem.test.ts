import { ResponseError } from '@backstage/errors';
import { keepsLastKnownState, toLoadProblem } from './LoadProblem';

async function responseError(status: number): Promise<Error> {
  return ResponseError.fromResponse(new Response('{}', { status }));
}

describe('toLoadProblem', () => {
  it.each([
    [401, 'signed-out', true],
    [403, 'denied', false],
    [404, 'not-found', false],
    [400, 'failed', true],
    [500, 'failed', true],
    [503, 'failed', true],
  ])(
    'reads the status %i as %s; keeps what was shown: %s',
    async (status, kind, kept) => {
      const problem = toLoadProblem(await responseError(status));

      expect(problem).toEqual({ kind, status });
      expect(keepsLastKnownState(problem)).toBe(kept);
    },
  );

  it('reads anything without a status as no answer, and keeps what was shown', () => {
    const problem = toLoadProblem(new TypeError('Failed to fetch'));

    expect(problem).toEqual({ kind: 'offline' });
    expect(toLoadProblem('aborted')).toEqual({ kind: 'offline' });
    expect(keepsLastKnownState(problem)).toBe(true);
  });
});
