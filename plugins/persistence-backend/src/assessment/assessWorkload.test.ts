import type {
  InspectedPath,
  Inspection,
} from 'backstage-plugin-persistence-common';
import { add, change } from './__fixtures__/change';
import { describeAssessment } from './__fixtures__/describeAssessment';
import {
  assessRecording,
  readRecording,
  type Recording,
} from './__fixtures__/readRecording';
import type { Assessment, Facts } from './Assess';

const examples = readRecording('examples');
const strategies = readRecording('strategies');

function assessed(
  recording: Recording,
  key: string,
  options: Parameters<typeof assessRecording>[1] = {},
): Assessment {
  return assessRecording(recording, options).get(key)!;
}

function findingsOf(
  recording: Recording,
  key: string,
  options: Parameters<typeof assessRecording>[1] = {},
): string[] {
  return assessed(recording, key, options).findings.map(({ code }) => code);
}

describe('assess', () => {
  it('names the workload, its claim and what each mount survives', () => {
    const assessment = assessed(examples, 'demo/ledger');
    expect(assessment.workload).toEqual({
      cluster: 'test',
      namespace: 'demo',
      kind: 'StatefulSet',
      name: 'ledger',
      uid: expect.any(String),
    });
    expect(assessment.mounts).toEqual([
      {
        container: 'ledger',
        path: '/data',
        readOnly: false,
        volume: 'data',
        source: 'claim-template',
        survives: { containerRestart: true, redeploy: true, nodeLoss: true },
        claim: expect.objectContaining({ name: 'data-ledger-0', replica: 0 }),
      },
      {
        container: 'ledger',
        path: '/',
        readOnly: false,
        volume: '',
        source: 'image',
        survives: { containerRestart: false, redeploy: false, nodeLoss: false },
      },
    ]);
    expect(assessment.summary).toEqual({
      code: 'DATA_SURVIVES',
      params: { paths: '/data' },
      text: 'Data in /data survives redeploys.',
    });
  });

  it('passes on the proof', () => {
    const proof = { at: '2026-11-21T12:04:00Z', operationId: '1' };
    expect(
      assessed(examples, 'demo/orders', { facts: { proof } }).proof,
    ).toEqual(proof);
    expect(assessed(examples, 'demo/orders')).not.toHaveProperty('proof');
  });

  describe('where the cluster may not be read', () => {
    it.each([
      ['persistentvolumeclaims' as const, 'demo/orders'],
      ['persistentvolumeclaims' as const, 'demo/guestbook'],
      ['pods' as const, 'demo/orders'],
    ])('does not know without %s what becomes of %s', (resource, key) => {
      const assessment = assessed(examples, key, { unknown: [resource] });
      expect(assessment.verdict).toBe('unknown');
      expect(assessment.summary.text).toBe(
        `Whether the data of ${assessment.workload.name} survives a redeploy is not known: the portal has not been able to read the ${resource} of test.`,
      );
      expect(assessment.findings[0]).toMatchObject({
        code: 'RESOURCES_UNREADABLE',
        severity: 'warning',
        remedy: `Ask those who run test to let the portal list and watch ${resource}.`,
      });
    });

    it('does not say that claims are missing which it may not see', () => {
      const assessment = assessed(examples, 'demo/orders', {
        unknown: ['persistentvolumeclaims'],
      });
      expect(assessment.mounts[0]).not.toHaveProperty('claim');
      expect(assessment.findings).toHaveLength(1);
    });

    it('knows enough without volumes and classes', () => {
      const assessment = assessed(examples, 'demo/orders', {
        unknown: ['persistentvolumes', 'storageclasses'],
      });
      expect(describeAssessment(assessment)).toEqual({
        verdict: 'persistent',
        says: 'Data in /data survives redeploys.',
        mounts: ['orders /data claim rdn orders-data attached'],
      });
      expect(assessment.mounts[0].claim).not.toHaveProperty('reclaimPolicy');
    });
  });

  describe('after a look into the containers', () => {
    const found = (path: string, files: number): InspectedPath => ({
      container: 'photo-booth',
      pod: 'photo-booth-1',
      path,
      files,
      bytes: files * 4_000_000,
      newestChange: '2026-11-21T12:00:00Z',
      survives: false,
    });
    const facts = (complete: boolean, ...paths: InspectedPath[]): Facts => {
      const inspection: Inspection = {
        at: '2026-11-21T12:01:00Z',
        complete,
        paths,
      };
      return { inspection };
    };
    const says = (key: string, given: Facts) => {
      const { verdict, summary } = assessed(examples, key, { facts: given });
      return `${verdict}: ${summary.text}`;
    };

    it('names the files that a redeploy loses', () => {
      expect(
        says('demo/photo-booth', facts(true, found('/data/pictures', 3))),
      ).toBe(
        'not-persistent: Files that photo-booth wrote are lost at the next redeploy: 3 in /data/pictures, 12 MB in all.',
      );
    });

    it('is calm when nothing was written', () => {
      const calm =
        'keeps nothing on a volume, and has written nothing that a redeploy would lose.';
      expect(says('demo/photo-booth', facts(true, found('/data', 0)))).toBe(
        `not-persistent: photo-booth ${calm}`,
      );
      expect(says('demo/mailer', facts(true))).toBe(
        `not-persistent: mailer ${calm}`,
      );
    });

    it('stays careful when it could not look everywhere', () => {
      expect(says('demo/photo-booth', facts(false))).toMatch(
        'photo-booth has only temporary space in /data',
      );
      expect(says('demo/mailer', facts(false))).toMatch(
        'mailer keeps nothing on a volume: anything it writes is lost',
      );
    });

    it('does not count temporary space that was found empty', () => {
      const key = 'c-containers/several';
      const recording = readRecording('containers');
      const lookedAt = (complete: boolean, ...paths: InspectedPath[]) =>
        assessed(recording, key, { facts: facts(complete, ...paths) }).verdict;
      const inHelper = (path: string, files: number) => ({
        ...found(path, files),
        container: 'helper',
      });
      expect(lookedAt(true)).toBe('persistent');
      expect(lookedAt(true, inHelper('/tmp/cache/x', 1))).toBe(
        'partly-persistent',
      );
      // The other sharer of the space was not looked at.
      expect(lookedAt(false, inHelper('/tmp/cache', 0))).toBe(
        'partly-persistent',
      );
      const { summary } = assessed(recording, key, {
        facts: facts(false, inHelper('/tmp/cache', 0)),
      });
      expect(summary.params.lost).toBe('/outbox');
    });

    it('counts what is written beside the volume', () => {
      const given = facts(true, {
        ...found('/var/lib/orders', 2),
        container: 'orders',
      });
      expect(says('demo/orders', given)).toBe(
        'partly-persistent: Data in /data survives redeploys; what is written to /var/lib/orders is lost.',
      );
    });

    it('knows that a volume has come since', () => {
      const given = facts(true, {
        ...found('/data/2026', 2),
        container: 'orders',
      });
      const assessment = assessed(examples, 'demo/orders', { facts: given });
      expect(assessment.verdict).toBe('persistent');
      expect(assessment.inspection?.paths[0].survives).toBe(true);
      expect(given.inspection?.paths[0].survives).toBe(false);
    });
  });

  describe('of claims that are not there yet', () => {
    const sets = readRecording('stateful-sets');

    it('expects those of a StatefulSet with their replicas', () => {
      const waiting = change(
        sets,
        'PersistentVolumeClaim/data-three-clean-2',
        'remove',
      );
      const key = 'c-stateful-sets/three-clean';
      const { mounts, findings, verdict } = assessed(waiting, key);
      expect(mounts[2].claim).toMatchObject({
        name: 'data-three-clean-2',
        replica: 2,
        state: 'waiting-for-pod',
        message: 'It is made when replica 2 starts.',
        storageClass: 'standard',
        accessModes: ['ReadWriteOnce'],
        requestedSize: '64Mi',
        usedBy: [],
      });
      expect(findings).toEqual([]);
      expect(verdict).toBe('persistent');
    });

    it('loses a folder when one replica loses it', () => {
      const lost = change(sets, 'PersistentVolumeClaim/data-three-clean-1', {
        status: { phase: 'Lost' },
      });
      const assessment = assessed(lost, 'c-stateful-sets/three-clean');
      expect(assessment.verdict).toBe('not-persistent');
      expect(assessment.summary.code).toBe('VOLUME_UNUSABLE');
    });
  });
});

describe('findings', () => {
  it('come with the most urgent first, and with what to do', () => {
    const { findings } = assessed(examples, 'demo/example-app');
    expect(findings).toEqual([
      {
        code: 'ROLLOUT_WILL_DEADLOCK',
        severity: 'danger',
        params: {
          workload: 'example-app',
          claim: 'example-pvc',
          accessMode: 'ReadWriteOnce',
        },
        text: 'The next redeploy of example-app can hang for ever: the new pod starts before the old one ends, but may not get the volume example-pvc until then (ReadWriteOnce).',
        remedy:
          'Let the old pod end before the new one starts: set the strategy of example-app to Recreate.',
      },
      {
        code: 'CLASS_MISMATCH',
        severity: 'warning',
        params: {
          claim: 'example-pvc',
          volume: 'example-pv',
          storageClass: 'standard',
        },
        text: 'The volume example-pv, made in advance, is never used: the volume claim example-pvc has the storage class standard and gets a new, empty volume of that class instead.',
        remedy:
          'To use example-pv, make the claim again with storageClassName: "" and volumeName: example-pv. What the service has written since is on the other volume.',
      },
    ]);
  });

  describe('CLASS_MISMATCH', () => {
    const about = (recording: Recording) =>
      findingsOf(recording, 'demo/example-app').includes('CLASS_MISMATCH');
    const volume = 'PersistentVolume/example-pv';
    const withoutLabels = change(examples, volume, {
      metadata: { labels: null },
    });

    it('is said of names that differ in the word for the kind only', () => {
      expect(about(withoutLabels)).toBe(true);
    });

    it('is said of a volume that shares one label', () => {
      const recording = change(examples, volume, {
        metadata: { name: 'disk-7' },
      });
      expect(about(recording)).toBe(true);
    });

    it('is said of a volume that the claim selects, and of no other', () => {
      const selecting = (matchLabels: object) =>
        about(
          change(
            change(withoutLabels, volume, {
              metadata: { name: 'disk-7', labels: { tier: 'a', shelf: '1' } },
            }),
            'PersistentVolumeClaim/example-pvc',
            { spec: { selector: { matchLabels } } },
          ),
        );
      expect(selecting({ tier: 'a', shelf: '1' })).toBe(true);
      expect(selecting({ tier: 'a', shelf: '2' })).toBe(false);
    });

    it('is not said of a volume that can do a part of what is asked', () => {
      const recording = change(examples, 'PersistentVolumeClaim/example-pvc', {
        spec: { accessModes: ['ReadWriteOnce', 'ReadWriteMany'] },
      });
      expect(about(recording)).toBe(false);
    });

    it('is said of a volume that is reserved for the claim', () => {
      const renamed = change(withoutLabels, volume, {
        metadata: { name: 'disk-7' },
      });
      expect(about(renamed)).toBe(false);
      const reserved = { namespace: 'demo', name: 'example-pvc' };
      const patch = (claimRef: object) =>
        change(renamed, 'PersistentVolume/disk-7', { spec: { claimRef } });
      expect(about(patch(reserved))).toBe(true);
      expect(about(patch({ ...reserved, name: 'other' }))).toBe(false);
      expect(about(patch({ ...reserved, uid: 'of-one-before' }))).toBe(false);
    });

    it.each([
      ['is taken', { status: { phase: 'Bound' } }],
      ['is too small', { spec: { capacity: { storage: '1023Mi' } } }],
      ['cannot be used as asked', { spec: { accessModes: ['ReadOnlyMany'] } }],
      ['is a raw device', { spec: { volumeMode: 'Block' } }],
      ['has a class', { spec: { storageClassName: 'manual' } }],
    ])('is not said of a volume that %s', (_, patch) => {
      expect(about(change(examples, volume, patch))).toBe(false);
    });

    it('is not said of a stranger', () => {
      const stranger = change(examples, volume, {
        metadata: {
          name: 'backup-pv',
          labels: { app: 'backup', 'app.kubernetes.io/name': null },
        },
      });
      expect(about(stranger)).toBe(false);
    });
  });

  describe('ROLLOUT_WILL_DEADLOCK', () => {
    const about = (recording: Recording) =>
      findingsOf(recording, 'c-strategies/surge-first').includes(
        'ROLLOUT_WILL_DEADLOCK',
      );
    const { spec } = strategies.items.find(
      ({ kind, metadata }) =>
        kind === 'PersistentVolumeClaim' &&
        metadata.name === 'surge-first-data',
    )!;
    const { volumeName } = spec as { volumeName: string };
    const volume = `PersistentVolume/${volumeName}`;

    it('is said of a volume that no node has yet, too', () => {
      expect(
        about(
          change(strategies, 'PersistentVolumeClaim/surge-first-data', {
            spec: { volumeName: null },
            status: { phase: 'Pending' },
          }),
        ),
      ).toBe(true);
    });

    it.each(['hostPath', 'local', 'nfs'])(
      'is not said of a volume that nodes do not attach: %s',
      type => {
        expect(
          about(
            change(strategies, volume, { spec: { csi: null, [type]: {} } }),
          ),
        ).toBe(false);
      },
    );

    it('is not said of a volume that takes its pods to its node', () => {
      const affinity = (key: string) => ({
        required: {
          nodeSelectorTerms: [{ matchExpressions: [{ key, operator: 'In' }] }],
        },
      });
      const on = (key: string) =>
        about(
          change(strategies, volume, {
            spec: { nodeAffinity: affinity(key) },
          }),
        );
      expect(on('topology.topolvm.io/node')).toBe(false);
      expect(on('topology.ebs.csi.aws.com/zone')).toBe(true);
    });

    it('is not said of a volume that many nodes can use', () => {
      expect(
        about(
          change(strategies, volume, {
            spec: { accessModes: ['ReadWriteOnce', 'ReadWriteMany'] },
          }),
        ),
      ).toBe(false);
    });

    it('is not said of a Deployment that may end a pod first', () => {
      expect(
        about(
          change(strategies, 'Deployment/surge-first', {
            spec: { strategy: { rollingUpdate: { maxUnavailable: 1 } } },
          }),
        ),
      ).toBe(false);
    });
  });

  it('tell of several replicas on one volume that one pod can use', () => {
    const recording = change(strategies, 'Deployment/one-pod', {
      spec: { replicas: 2 },
    });
    const { findings } = assessed(recording, 'c-strategies/one-pod');
    expect(
      findings.find(({ code }) => code === 'REPLICAS_NEED_SHARED_CLASS'),
    ).toMatchObject({
      severity: 'danger',
      params: { replicas: 2, accessMode: 'ReadWriteOncePod' },
    });
  });

  it('tell of a volume that is almost full', () => {
    const usage = (usedBytes: number) => ({
      facts: {
        usage: {
          'orders-data': {
            usedBytes,
            capacityBytes: 1000,
            at: '2026-11-21T12:00:00Z',
            source: 'prometheus' as const,
          },
        },
      },
    });
    expect(findingsOf(examples, 'demo/orders', usage(849))).toEqual([]);
    const { findings, mounts } = assessed(examples, 'demo/orders', usage(913));
    expect(findings).toMatchObject([
      { severity: 'warning', text: 'The volume orders-data is 91 % full.' },
    ]);
    expect(mounts[0].claim?.usage?.usedBytes).toBe(913);
  });

  it('tell of a volume that the storage will not make larger', () => {
    const recording = change(examples, 'PersistentVolumeClaim/orders-data', {
      spec: { resources: { requests: { storage: '2Gi' } } },
      status: {
        allocatedResourceStatuses: { storage: 'ControllerResizeInfeasible' },
      },
    });
    const assessment = assessed(recording, 'demo/orders');
    expect(assessment.verdict).toBe('persistent');
    expect(assessment.findings).toMatchObject([
      { code: 'GROWTH_FAILED', severity: 'warning' },
    ]);
  });

  it('tell of a cluster without a default class', () => {
    const pending = change(
      change(strategies, 'PersistentVolumeClaim/recreate-data', {
        spec: { storageClassName: null, volumeName: null },
        status: { phase: 'Pending' },
      }),
      'StorageClass/standard',
      { metadata: { annotations: null } },
    );
    expect(findingsOf(pending, 'c-strategies/recreate')).toEqual([
      'NO_DEFAULT_CLASS',
    ]);
  });

  it('blame a claim once, however often it is mounted', () => {
    const recording = change(
      readRecording('containers'),
      'PersistentVolumeClaim/several-data',
      { status: { phase: 'Lost' } },
    );
    expect(findingsOf(recording, 'c-containers/several')).toEqual([
      'CLAIM_LOST',
    ]);
  });

  it('tell of a claim that is needed though nobody mounts it', () => {
    const recording = change(examples, 'Deployment/guestbook', {
      spec: {
        template: {
          spec: {
            volumes: [
              { name: 'x', persistentVolumeClaim: { claimName: 'nowhere' } },
            ],
          },
        },
      },
    });
    expect(findingsOf(recording, 'demo/guestbook')).toEqual(['CLAIM_UNKNOWN']);
  });
});

describe('rollout', () => {
  const rolloutOf = (recording: Recording, key: string) =>
    assessed(recording, key).rollout;

  it('waits for the cluster to take up a change', () => {
    const recording = change(examples, 'Deployment/orders', {
      metadata: { generation: 99 },
    });
    expect(rolloutOf(recording, 'demo/orders')).toEqual({
      state: 'progressing',
      message: 'The cluster has not taken up the latest change yet.',
      replicas: 1,
      ready: 1,
    });
  });

  it.each([
    [{ updatedReplicas: 1 }, 'progressing: 1 of 3 pods have been replaced.'],
    [
      { replicas: 4 },
      'progressing: The new pods are there; old ones that still have to end: 1.',
    ],
    [
      { readyReplicas: 2, availableReplicas: 2 },
      'progressing: 2 of 3 pods are ready.',
    ],
  ])('of a Deployment with %j', (status, expected) => {
    const { state, message } = rolloutOf(
      change(examples, 'Deployment/reviews', { status }),
      'demo/reviews',
    );
    expect(`${state}: ${message}`).toBe(expected);
  });

  it('of a StatefulSet waits until all replicas are of one revision', () => {
    const { state, message } = rolloutOf(
      change(readRecording('stateful-sets'), 'StatefulSet/three-clean', {
        status: { updateRevision: 'next', updatedReplicas: 1 },
      }),
      'c-stateful-sets/three-clean',
    );
    expect(`${state}: ${message}`).toBe(
      'progressing: 1 of 3 pods have been replaced.',
    );
  });

  describe('of a pod that waits for the volume of another one', () => {
    const recording = readRecording('multi-attach');
    const key = 'c-multi-attach/deadlocked';
    const podOn = (node: string) =>
      `Pod/${
        recording.items.find(
          ({ kind, metadata, spec }) =>
            kind === 'Pod' &&
            /^deadlocked-[0-9a-f]/.test(metadata.name) &&
            (spec as { nodeName?: string }).nodeName === node,
        )!.metadata.name
      }`;
    const told = (changed: Recording) => {
      const { rollout, findings } = assessed(changed, key);
      return [rollout.state, ...findings.map(({ code }) => code)];
    };

    it('never ends when that one is of the version before', () => {
      expect(told(recording)).toEqual(['stuck', 'ROLLOUT_DEADLOCKED']);
    });

    it('goes on when that one is ending', () => {
      const ending = change(recording, podOn('n1'), {
        metadata: { deletionTimestamp: '2026-11-21T12:00:00Z' },
      });
      expect(told(ending)).toEqual(['progressing', 'ROLLOUT_WILL_DEADLOCK']);
    });

    it('goes on when that one is of another workload', () => {
      const { metadata } = recording.items.find(
        item => `Pod/${item.metadata.name}` === podOn('n1'),
      )!;
      const foreign = change(recording, `Pod/${metadata.name}`, {
        metadata: { ownerReferences: null },
      });
      expect(told(foreign)).toEqual(['progressing', 'ROLLOUT_WILL_DEADLOCK']);
      expect(assessed(foreign, key).rollout.message).toMatch(
        /waits for the volume deadlocked-data, which pod deadlocked-.* still uses\.$/,
      );
    });

    it('has another reason when that one is of the same version', () => {
      const { metadata } = recording.items.find(
        item => `Pod/${item.metadata.name}` === podOn('n1'),
      )!;
      const { ownerReferences } = metadata;
      const same = change(
        change(recording, podOn('n2'), { metadata: { ownerReferences } }),
        'Deployment/deadlocked',
        { spec: { replicas: 2 } },
      );
      expect(told(same)).toEqual([
        'progressing',
        'REPLICAS_NEED_SHARED_CLASS',
        'ROLLOUT_WILL_DEADLOCK',
      ]);
    });
  });

  it('does not call it stuck when an old pod may end first', () => {
    const recording = change(
      readRecording('multi-attach'),
      'Deployment/deadlocked',
      { spec: { strategy: { $patch: null, type: 'Recreate' } } },
    );
    const { rollout, findings } = assessed(
      recording,
      'c-multi-attach/deadlocked',
    );
    expect(rollout.state).toBe('progressing');
    expect(rollout.message).toMatch(/^Pod deadlocked-.* waits for the volume/);
    expect(findings).toEqual([]);
  });

  it('of a StatefulSet by hand is over when all replicas were replaced', () => {
    const recording = change(
      readRecording('held-back'),
      'StatefulSet/by-hand',
      { status: { updatedReplicas: 2 } },
    );
    expect(rolloutOf(recording, 'c-held-back/by-hand').state).toBe('complete');
  });

  it('does not blame claims that may not be seen', () => {
    const { rollout } = assessed(
      readRecording('claims-without-volume'),
      'c-claims-without-volume/broken',
      { unknown: ['persistentvolumeclaims'] },
    );
    expect(rollout.message).toMatch(/finds no node to run on/);
  });

  it('says what is wrong with the youngest pod, not with one that ends', () => {
    const recording = readRecording('rollouts');
    const pod = recording.items.find(
      ({ kind, metadata }) =>
        kind === 'Pod' && metadata.name.startsWith('without-image'),
    )!;
    const ending = change(recording, `Pod/${pod.metadata.name}`, {
      metadata: { deletionTimestamp: '2026-11-21T12:00:00Z' },
    });
    expect(rolloutOf(ending, 'c-rollouts/without-image').message).toBe(
      '0 of 1 pods are ready.',
    );
  });
});

describe('manager', () => {
  it.each([
    [
      { labels: { 'argocd.argoproj.io/instance': 'shop' } },
      { kind: 'argo-cd', name: 'shop' },
    ],
    [
      { labels: { 'app.kubernetes.io/managed-by': 'Helm' } },
      { kind: 'helm', evidence: 'label app.kubernetes.io/managed-by: Helm' },
    ],
    [
      { managedFields: [{ manager: 'helm', operation: 'Apply' }] },
      { kind: 'helm', evidence: 'field manager helm' },
    ],
    [
      { managedFields: [{ manager: 'helm-controller', operation: 'Apply' }] },
      { kind: 'flux', evidence: 'field manager helm-controller' },
    ],
  ])('is found by %j', (metadata, expected) => {
    const recording = change(examples, 'Deployment/guestbook', { metadata });
    expect(assessed(recording, 'demo/guestbook').manager).toMatchObject(
      expected,
    );
  });

  it.each([
    { labels: { 'app.kubernetes.io/instance': 'shop' } },
    { managedFields: [{ manager: 'kubectl-helm', operation: 'Update' }] },
    {
      managedFields: [
        { manager: 'backstage-persistence', operation: 'Update' },
      ],
    },
  ])('is not made up from %j', metadata => {
    const recording = change(examples, 'Deployment/guestbook', { metadata });
    expect(assessed(recording, 'demo/guestbook')).not.toHaveProperty('manager');
  });
});

describe('mounts', () => {
  it('of a volume that there is not survive nothing', () => {
    const recording = change(examples, 'Deployment/photo-booth', {
      spec: { template: { spec: { volumes: null } } },
    });
    expect(
      describeAssessment(assessed(recording, 'demo/photo-booth')),
    ).toMatchObject({
      verdict: 'not-persistent',
      mounts: ['photo-booth /data other ---'],
    });
  });

  it('of a claim that a second workload uses name both', () => {
    const other = examples.items.find(
      ({ kind, metadata }) =>
        kind === 'Deployment' && metadata.name === 'orders',
    )!;
    const recording = add(examples, {
      ...other,
      metadata: { ...other.metadata, name: 'orders-2', uid: 'second' },
    });
    expect(
      assessed(recording, 'demo/orders').mounts[0].claim?.usedBy.map(
        ({ name }) => name,
      ),
    ).toEqual(['orders', 'orders-2']);
  });
});
