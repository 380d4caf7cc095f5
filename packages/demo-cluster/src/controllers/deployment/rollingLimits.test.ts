import type { Deployment } from 'kubernetes-types/apps/v1';
import { maxSurge, maxUnavailable } from './rollingLimits';

function deployment(
  replicas: number,
  surge: number | string,
  unavailable: number | string,
  type = 'RollingUpdate',
): Deployment {
  return {
    spec: {
      replicas,
      selector: {},
      template: {},
      strategy: {
        type,
        rollingUpdate: { maxSurge: surge, maxUnavailable: unavailable },
      },
    },
  };
}

describe('the limits of a rolling update', () => {
  it.each([
    [1, '25%', '25%', 1, 0],
    [3, '25%', '25%', 1, 0],
    [4, '25%', '25%', 1, 1],
    [10, '25%', '25%', 3, 2],
    [10, 0, '25%', 0, 2],
    [5, 2, 1, 2, 1],
    [2, 1, 9, 1, 2],
    [3, '100%', '100%', 3, 3],
  ])(
    'of %i replicas with surge %s and unavailable %s are %i and %i',
    (replicas, surge, unavailable, expectedSurge, expectedUnavailable) => {
      const limits = deployment(replicas, surge, unavailable);
      expect(maxSurge(limits)).toBe(expectedSurge);
      expect(maxUnavailable(limits)).toBe(expectedUnavailable);
    },
  );

  it('leave room for one pod where both round to nothing', () => {
    expect(maxUnavailable(deployment(2, 0, '10%'))).toBe(1);
  });

  it('are nothing without pods and without a rolling update', () => {
    expect(maxUnavailable(deployment(0, 0, 1))).toBe(0);
    expect(maxSurge(deployment(4, 2, 2, 'Recreate'))).toBe(0);
    expect(maxUnavailable(deployment(4, 2, 2, 'Recreate'))).toBe(0);
  });
});
