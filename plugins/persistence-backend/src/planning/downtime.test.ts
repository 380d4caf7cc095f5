import { createView } from '../observation/testing/createView';
import { deployment, statefulSet } from './__fixtures__/objects';
import { restartDowntime } from './downtime';
import type { DeploymentStrategy } from './Step';

const BRIEF = 'brief, then DEPLOYS_INTERRUPT';
const NONE = 'none, then DEPLOYS_AS_BEFORE';

function downtime(
  object: object,
  kind: 'Deployment' | 'StatefulSet',
  strategy?: DeploymentStrategy,
): string {
  const view = createView({ objects: [object] });
  const workload = view.workload('demo', kind, 'guestbook')!;
  const { now, later } = restartDowntime(workload, strategy);
  return `${now}, then ${later.code}`;
}

const rolling = (
  maxSurge?: number | string,
  maxUnavailable?: number | string,
): DeploymentStrategy => ({
  type: 'RollingUpdate',
  rollingUpdate: {
    ...(maxSurge !== undefined && { maxSurge }),
    ...(maxUnavailable !== undefined && { maxUnavailable }),
  },
});

describe('restartDowntime', () => {
  describe.each([
    ['one pod, a quarter of it', 1, rolling('25%', '25%'), NONE],
    ['one pod, nothing said', 1, { type: 'RollingUpdate' as const }, NONE],
    ['one pod, all of it', 1, rolling('25%', '100%'), BRIEF],
    ['one pod that may be missing', 1, rolling(1, 1), BRIEF],
    ['one pod, none surplus', 1, rolling(0), BRIEF],
    ['one pod, no share surplus', 1, rolling('0%', '25%'), BRIEF],
    ['three pods, one may be missing', 3, rolling(0, 1), NONE],
    ['three pods, all may be missing', 3, rolling(0, '100%'), BRIEF],
    ['four pods, a quarter', 4, rolling(), NONE],
    ['one pod that ends first', 1, { type: 'Recreate' as const }, BRIEF],
    ['three pods that end first', 3, { type: 'Recreate' as const }, BRIEF],
  ])('of %s', (_, replicas, strategy, expected) => {
    it('is so as it is', () => {
      expect(
        downtime(deployment({ replicas, spec: { strategy } }), 'Deployment'),
      ).toBe(expected);
    });

    it('is so when it becomes that', () => {
      for (const before of [{ type: 'Recreate' }, rolling(1, 0)]) {
        expect(
          downtime(
            deployment({ replicas, spec: { strategy: before } }),
            'Deployment',
            strategy,
          ),
        ).toBe(expected);
      }
    });
  });

  it.each([
    [0, 'none, then DEPLOYS_INTERRUPT'],
    [1, BRIEF],
    [3, NONE],
  ])('of a StatefulSet with %i pods', (replicas, expected) => {
    expect(downtime(statefulSet({ replicas }), 'StatefulSet')).toBe(expected);
  });

  it.each([
    [{ type: 'Recreate' as const }, 'none, then DEPLOYS_INTERRUPT'],
    [rolling(), NONE],
  ])('is none now where no pod runs: %j', (strategy, expected) => {
    expect(downtime(deployment({ replicas: 0 }), 'Deployment', strategy)).toBe(
      expected,
    );
  });
});
