import type { ContainerState, ContainerStatus } from 'kubernetes-types/core/v1';
import { podPhase } from './podPhase';

const RUNNING: ContainerState = { running: {} };
const WAITING: ContainerState = { waiting: {} };
const DONE: ContainerState = { terminated: { exitCode: 0 } };
const FAILED: ContainerState = { terminated: { exitCode: 1 } };

function status(
  state: ContainerState,
  lastState: ContainerState = {},
): ContainerStatus {
  return {
    name: 'app',
    image: '',
    imageID: '',
    ready: false,
    restartCount: 0,
    state,
    lastState,
  };
}

describe('podPhase', () => {
  it.each<[string, string, ContainerStatus[], string]>([
    ['all run', 'Always', [status(RUNNING), status(RUNNING)], 'Running'],
    [
      'one was never started',
      'Always',
      [status(RUNNING), status(WAITING)],
      'Pending',
    ],
    [
      'one waits for its restart',
      'Always',
      [status(WAITING, FAILED)],
      'Running',
    ],
    ['all ended and will be restarted', 'Always', [status(DONE)], 'Running'],
    ['all ended well', 'OnFailure', [status(DONE), status(DONE)], 'Succeeded'],
    [
      'one failed and will be restarted',
      'OnFailure',
      [status(FAILED)],
      'Running',
    ],
    ['one failed for good', 'Never', [status(DONE), status(FAILED)], 'Failed'],
    ['one still runs', 'Never', [status(RUNNING), status(FAILED)], 'Running'],
  ])('when %s (%s)', (_title, restartPolicy, containers, phase) => {
    expect(
      podPhase({
        pod: { spec: { restartPolicy, containers: [] } },
        initContainers: [],
        containers,
        initialized: true,
      }),
    ).toBe(phase);
  });

  it.each([
    ['Always', 'Pending'],
    ['Never', 'Failed'],
  ])('when an init container failed (%s)', (restartPolicy, phase) => {
    expect(
      podPhase({
        pod: { spec: { restartPolicy, containers: [] } },
        initContainers: [status(FAILED)],
        containers: [status(WAITING)],
        initialized: false,
      }),
    ).toBe(phase);
  });

  it('has not ended while a sidecar runs', () => {
    expect(
      podPhase({
        pod: { spec: { restartPolicy: 'Never', containers: [] } },
        initContainers: [status(RUNNING)],
        containers: [status(DONE)],
        initialized: true,
      }),
    ).toBe('Running');
  });
});
