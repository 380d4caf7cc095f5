import { createView } from '../observation/testing/createView';
import { add, change } from './__fixtures__/change';
import { withoutPodNames } from './__fixtures__/describeAssessment';
import {
  readRecording,
  type RecordedObject,
  type Recording,
} from './__fixtures__/readRecording';
import { assessClaim } from './assessClaim';

const NORMAL =
  'Its volume is made when the first pod needs it. This is normal.';

function claimsOf(recording: Recording, minutesLater = 0) {
  const view = createView({ cluster: 'test', objects: recording.items });
  const now = new Date(
    Date.parse(recording.recordedAt) + minutesLater * 60_000,
  );
  const namespaces = new Set(
    recording.items.map(({ metadata }) => metadata.namespace ?? ''),
  );
  return new Map(
    [...namespaces]
      .flatMap(namespace => view.claims(namespace))
      .map(claim => [claim.name, assessClaim({ claim, view, now, facts: {} })]),
  );
}

function claimIn(recording: Recording, name: string, minutesLater = 0) {
  const claim = claimsOf(recording, minutesLater).get(name);
  return `${claim?.state}: ${withoutPodNames(claim?.message)}`;
}

function event(options: {
  claim: string;
  reason: string;
  message: string;
  uid: string;
}): RecordedObject {
  const { claim, reason, message, uid } = options;
  const at = '2026-11-21T12:00:00Z';
  return {
    kind: 'Event',
    metadata: { name: `${claim}.1`, namespace: 'c-creating' },
    type: 'Warning',
    reason,
    message,
    firstTimestamp: at,
    lastTimestamp: at,
    involvedObject: { kind: 'PersistentVolumeClaim', name: claim, uid },
  };
}

describe('assessClaim', () => {
  it.each([
    ['claims-without-volume', 'nobody-yet', `waiting-for-pod: ${NORMAL}`],
    ['claims-without-volume', 'asleep-data', `waiting-for-pod: ${NORMAL}`],
    [
      'claims-without-volume',
      'nowhere-data',
      "waiting-for-pod: Its volume is made when pod nowhere-… has found a node, and there is none for it yet. The cluster says: 0/4 nodes are available: 2 node(s) didn't match Pod's node affinity/selector, 2 node(s) had untolerated taint(s).",
    ],
    [
      'claims-without-volume',
      'broken-data',
      'failed: No volume can be made for the volume claim broken-data. The cluster says: the storage pool is full',
    ],
    [
      'claims-without-volume',
      'block-shared-data',
      'failed: No volume can be made for the volume claim block-shared-data. The cluster says: this storage class serves one node at a time: ReadWriteMany is not supported',
    ],
    [
      'claims-without-volume',
      'missing-class-data',
      'failed: The cluster test has no storage class no-such-class: no volume is made for the volume claim missing-class-data, which asks for it.',
    ],
    [
      'claims-without-volume',
      'no-class-data',
      'failed: The volume claim no-class-data waits for a volume made in advance, and none that fits is free.',
    ],
    ['creating', 'slow-data', 'creating: The storage is making its volume.'],
    [
      'deleting',
      'erased-data',
      'deleting: It is deleted when the last pod that uses it ends.',
    ],
    [
      'lost',
      'gone-data',
      'lost: The volume gone-data is gone, with what was on it.',
    ],
    ['growth', 'online-data', 'attached: undefined'],
    [
      'growth',
      'remount-data',
      'restart-needed: It grows from 64Mi to 128Mi when all pods that use it have ended and one starts again.',
    ],
    [
      'growth',
      'idle-data',
      'growing: It grows from 64Mi to 128Mi when the next pod starts with it.',
    ],
    ['detached', 'left-behind', 'detached: undefined'],
    ['detached', 'kept', 'detached: undefined'],
    [
      'multi-attach',
      'deadlocked-data',
      'attached: Pod deadlocked-… waits for it: pod deadlocked-… still uses it.',
    ],
    ['strategies', 'three-share-data', 'attached: undefined'],
  ])('says of %s/%s', (recording, claim, expected) => {
    expect(claimIn(readRecording(recording), claim)).toBe(expected);
  });

  it('says what a claim is made of, and who uses it', () => {
    const orders = claimsOf(readRecording('examples')).get('orders-data');
    expect(orders).toEqual({
      cluster: 'test',
      namespace: 'demo',
      name: 'orders-data',
      state: 'attached',
      storageClass: 'standard',
      accessModes: ['ReadWriteOnce'],
      requestedSize: '1Gi',
      capacitySize: '1Gi',
      reclaimPolicy: 'Delete',
      volumeName: expect.stringMatching(/^pvc-/),
      usedBy: [
        {
          cluster: 'test',
          namespace: 'demo',
          kind: 'Deployment',
          name: 'orders',
          uid: expect.any(String),
        },
      ],
      snapshots: [],
    });
    const kept = claimsOf(readRecording('detached')).get('kept');
    expect(kept).toMatchObject({ reclaimPolicy: 'Retain', usedBy: [] });
  });

  it('says how full a volume is, where that is known', () => {
    const usage = {
      usedBytes: 1,
      capacityBytes: 2,
      at: '2026-11-21T12:00:00Z',
      source: 'prometheus' as const,
    };
    const view = createView({ objects: readRecording('detached').items });
    const claim = view.claim('c-detached', 'kept')!;
    const question = { claim, view, now: new Date() };
    expect(
      assessClaim({ ...question, facts: { usage: { kept: usage } } }).usage,
    ).toEqual(usage);
    expect(
      assessClaim({ ...question, facts: { usage: { other: usage } } }),
    ).not.toHaveProperty('usage');
  });

  it('says since when nothing uses it, where the cluster says so', () => {
    const recording = change(
      readRecording('detached'),
      'PersistentVolumeClaim/kept',
      {
        status: {
          conditions: [
            {
              type: 'Unused',
              status: 'True',
              lastTransitionTime: '2026-11-20T08:00:00Z',
            },
          ],
        },
      },
    );
    expect(claimsOf(recording).get('kept')?.unusedSince).toBe(
      '2026-11-20T08:00:00Z',
    );
  });

  describe('that waits for its volume', () => {
    const slow = readRecording('creating');
    const slowUid = slow.items.find(
      ({ kind }) => kind === 'PersistentVolumeClaim',
    )!.metadata.uid!;

    it('admits after some minutes that it takes long', () => {
      expect(claimIn(slow, 'slow-data', 4)).toBe(
        'creating: The storage is making its volume.',
      );
      expect(claimIn(slow, 'slow-data', 6)).toMatch(
        /^creating: The storage has been making its volume for [56] minutes/,
      );
    });

    it.each([
      'failed to provision volume with StorageClass "slow": rpc error: code = DeadlineExceeded desc = context deadline exceeded',
      'failed to provision volume with StorageClass "slow": rpc error: code = Aborted desc = operation is pending',
    ])(
      'does not take a driver that is still at work for a failure',
      message => {
        const recording = add(
          slow,
          event({
            claim: 'slow-data',
            uid: slowUid,
            reason: 'ProvisioningFailed',
            message,
          }),
        );
        expect(claimIn(recording, 'slow-data')).toBe(
          'creating: The storage is making its volume.',
        );
      },
    );

    it('fails where no class is named and there is no default', () => {
      const without = change(slow, 'PersistentVolumeClaim/slow-data', {
        spec: { storageClassName: null },
      });
      expect(claimIn(without, 'slow-data')).toMatch(/^creating/);
      expect(
        claimIn(
          change(without, 'StorageClass/standard', {
            metadata: { annotations: null },
          }),
          'slow-data',
        ),
      ).toBe(
        'failed: The cluster test has no default storage class: no volume is made for the volume claim slow-data, which names none.',
      );
    });

    it('does not blame what it could not read', () => {
      const view = createView({
        objects: readRecording('claims-without-volume').items,
        unknown: ['storageclasses', 'persistentvolumes'],
      });
      const states = ['missing-class-data', 'no-class-data'].map(name => {
        const claim = view.claim('c-claims-without-volume', name)!;
        return assessClaim({ claim, view, now: new Date(0), facts: {} }).state;
      });
      // The cluster itself says of the former what is wrong.
      expect(states).toEqual(['failed', 'creating']);
    });

    it('is joined with a volume that was made in advance', () => {
      const recording = add(readRecording('claims-without-volume'), {
        kind: 'PersistentVolume',
        metadata: { name: 'prepared', labels: { for: 'no-class' } },
        spec: {
          accessModes: ['ReadWriteOnce'],
          capacity: { storage: '64Mi' },
          hostPath: { path: '/srv' },
          volumeMode: 'Filesystem',
        },
        status: { phase: 'Available' },
      });
      expect(claimIn(recording, 'no-class-data')).toBe(
        'creating: It is being joined with the volume prepared.',
      );
      const tooSmall = change(recording, 'PersistentVolume/prepared', {
        spec: { capacity: { storage: '63Mi' } },
      });
      expect(claimIn(tooSmall, 'no-class-data')).toMatch(/^failed/);
    });
  });

  describe('that becomes larger', () => {
    const growth = readRecording('growth');
    const growing = (status: object) =>
      change(growth, 'PersistentVolumeClaim/online-data', {
        spec: { resources: { requests: { storage: '1Gi' } } },
        status,
      });

    it('says from what to what', () => {
      expect(claimIn(growing({}), 'online-data')).toBe(
        'growing: It grows from 128Mi to 1Gi.',
      );
    });

    it('gives a node two minutes before it asks for a restart', () => {
      const { recordedAt } = growth;
      const recording = growing({
        conditions: [
          {
            type: 'FileSystemResizePending',
            status: 'True',
            lastTransitionTime: recordedAt,
          },
        ],
      });
      expect(claimIn(recording, 'online-data', 1)).toMatch(/^growing/);
      expect(claimIn(recording, 'online-data', 3)).toMatch(/^restart-needed/);
    });

    it('keeps its data when the storage cannot give more', () => {
      const recording = growing({
        conditions: [
          {
            type: 'ControllerResizeError',
            status: 'True',
            message:
              'resize volume failed: rpc error: code = OutOfRange desc = no more than 512 MiB',
          },
        ],
        allocatedResourceStatuses: { storage: 'ControllerResizeInfeasible' },
      });
      expect(claimIn(recording, 'online-data')).toBe(
        'growing: It cannot grow from 128Mi to 1Gi. The cluster says: no more than 512 MiB',
      );
    });
  });

  it('says why a pod that needs it does not start', () => {
    const strategies = readRecording('strategies');
    const pod = strategies.items.find(
      ({ kind, metadata }) =>
        kind === 'Pod' && metadata.name.startsWith('recreate-'),
    )!;
    const pending = (spec: object, status: object) =>
      claimIn(
        change(strategies, `Pod/${pod.metadata.name}`, {
          spec,
          status: { phase: 'Pending', ...status },
        }),
        'recreate-data',
      );
    expect(pending({}, {})).toBe(
      'attaching: Pod recreate-… is starting with it.',
    );
    expect(
      pending(
        { nodeName: null },
        {
          conditions: [
            { type: 'PodScheduled', status: 'False', message: 'no room' },
          ],
        },
      ),
    ).toBe(
      'attaching: Pod recreate-… needs it and finds no node. The cluster says: no room',
    );
  });
});
