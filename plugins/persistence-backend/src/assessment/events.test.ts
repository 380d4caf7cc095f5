import {
  assessRecording,
  readRecording,
  recordingNames,
} from './__fixtures__/readRecording';
import { add, change } from './__fixtures__/change';
import { withoutPodNames } from './__fixtures__/describeAssessment';
import { clusterWords } from './clusterWords';
import { plainWords } from './plainWords';
import type { ClusterEvent } from '../observation/view';

function eventOf(reason: string, message = ''): ClusterEvent {
  return {
    namespace: 'demo',
    name: 'it.1',
    uid: '1',
    type: 'Warning',
    reason,
    message,
    count: 1,
    firstAt: '2026-11-21T12:00:00Z',
    lastAt: '2026-11-21T12:00:00Z',
    object: { kind: 'Pod', name: 'it', uid: '2' },
  };
}

describe('plainWords', () => {
  it('knows all that was recorded, but for what nobody meets', () => {
    const reasons = new Set(
      recordingNames()
        .flatMap(name => readRecording(name).items)
        .filter(({ kind }) => kind === 'Event')
        .map(({ reason }) => String(reason)),
    );
    expect(reasons.size).toBeGreaterThan(20);
    expect(
      [...reasons].filter(
        reason => plainWords(eventOf(reason)).code === 'EVENT_OTHER',
      ),
    ).toEqual(['UnexpectedJob']);
  });

  it.each([
    ['BackOff', 'Back-off restarting failed container app', 'EVENT_CRASHES'],
    ['BackOff', 'Back-off pulling image "shop:2"', 'EVENT_IMAGE_FAILED'],
    [
      'Failed',
      'Failed to pull image "shop:2": not found',
      'EVENT_IMAGE_FAILED',
    ],
    ['Failed', 'Error: ErrImageNeverPull', 'EVENT_IMAGE_FAILED'],
    ['Failed', 'Error: secret "x" not found', 'EVENT_CONTAINER_FAILED'],
    [
      'FailedAttachVolume',
      'Multi-Attach error for volume "pvc-1" Volume is already used by pod(s) a',
      'EVENT_VOLUME_HELD_ELSEWHERE',
    ],
    ['FailedAttachVolume', 'rpc error', 'EVENT_ATTACH_FAILED'],
    ['constructor', 'x', 'EVENT_OTHER'],
  ])('tells %s (%s) apart', (reason, message, code) => {
    expect(plainWords(eventOf(reason, message)).code).toBe(code);
  });

  it('passes on the words of what it does not know', () => {
    expect(plainWords(eventOf('VolumeHaunted', 'Boo.')).text).toBe(
      'VolumeHaunted: Boo.',
    );
  });
});

describe('clusterWords', () => {
  it.each([
    [
      'failed to provision volume with StorageClass "x": rpc error: code = Internal desc = no space left',
      'no space left',
    ],
    ['rpc error: code = Unknown desc =', 'rpc error: code = Unknown desc ='],
    [
      '0/4 nodes are available: 4 node(s) were full. preemption: 0/4 nodes are available.',
      '0/4 nodes are available: 4 node(s) were full.',
    ],
    ['two\n  lines', 'two lines'],
    ['Readiness probe failed: ', 'Readiness probe failed'],
    ['', ''],
  ])('says of %j: %j', (message, words) => {
    expect(clusterWords(message)).toBe(words);
  });
});

describe('events', () => {
  const told = (name: string, workload: string) =>
    assessRecording(readRecording(name))
      .get(workload)!
      .events.map(
        ({ object, count, message }) =>
          `${count} × ${withoutPodNames(object)}: ${withoutPodNames(message.text)}`,
      );

  it('tell what happens, the newest first, and nothing twice', () => {
    expect(
      told('claims-without-volume', 'c-claims-without-volume/broken'),
    ).toEqual([
      expect.stringMatching(
        /× PersistentVolumeClaim broken-data: The storage is making the volume\.$/,
      ),
      expect.stringMatching(
        /× PersistentVolumeClaim broken-data: The volume could not be made\. The cluster says: the storage pool is full$/,
      ),
      expect.stringMatching(
        /× Pod broken-…: No node was found for the pod\. The cluster says: 0\/4 nodes are available: pod has unbound immediate PersistentVolumeClaims\.$/,
      ),
      expect.stringMatching(/^1 × ReplicaSet broken-\w+: A pod was made\.$/),
      expect.stringMatching(
        /^1 × Deployment broken: The number of pods was changed\./,
      ),
    ]);
  });

  it('are in the order of time, whatever form it has', () => {
    for (const name of recordingNames()) {
      for (const { events } of assessRecording(readRecording(name)).values()) {
        const times = events.map(({ at }) => Date.parse(at));
        expect(times).toEqual([...times].sort((one, other) => other - one));
        expect(events.length).toBeLessThanOrEqual(20);
      }
    }
  });

  it.each([
    ['examples', 'demo/orders'],
    ['rollouts', 'c-rollouts/paused-midway'],
    ['strategies', 'c-strategies/switched-off'],
    ['held-back', 'c-held-back/by-hand'],
  ])('are left out when all is settled: %s', (name, workload) => {
    const recording = readRecording(name);
    expect(recording.items.some(({ kind }) => kind === 'Event')).toBe(true);
    expect(told(name, workload)).toEqual([]);
  });

  it('are told while one claim of several is not settled', () => {
    const lost = change(
      readRecording('stateful-sets'),
      'PersistentVolumeClaim/data-three-clean-1',
      { status: { phase: 'Lost' } },
    );
    const { events, rollout } = assessRecording(lost).get(
      'c-stateful-sets/three-clean',
    )!;
    expect(rollout.state).toBe('complete');
    expect(events).not.toEqual([]);
  });

  it('are at most twenty', () => {
    const recording = readRecording('creating');
    const { metadata } = recording.items.find(
      ({ kind }) => kind === 'Deployment',
    )!;
    const many = Array.from({ length: 30 }, (_, index) => ({
      kind: 'Event',
      metadata: { name: `e.${index}`, namespace: metadata.namespace },
      reason: 'Strange',
      message: `number ${index}`,
      lastTimestamp: new Date(Date.UTC(2026, 10, 22, 0, index)).toISOString(),
      involvedObject: {
        kind: 'Deployment',
        name: metadata.name,
        uid: metadata.uid,
      },
    }));
    const { events } = assessRecording(add(recording, ...many)).get(
      'c-creating/slow',
    )!;
    expect(events).toHaveLength(20);
    expect(events[0].message.params).toMatchObject({ words: 'number 29' });
  });
});
