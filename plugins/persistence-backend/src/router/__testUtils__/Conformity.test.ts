import type {
  Claim,
  ClaimRef,
  ClaimSnapshot,
  ClaimState,
  ClusterState,
  ClusterStatus,
  EntityPersistence,
  ExistingFiles,
  Finding,
  Inspection,
  Intent,
  IntentKind,
  Lookup,
  Manager,
  Message,
  Mount,
  MountSource,
  Operation,
  OperationPage,
  OperationState,
  OperationStep,
  Options,
  Plan,
  PlannedChange,
  Rollout,
  ShelvedClaim,
  Verdict,
  VolumeUsage,
  WorkloadAction,
  WorkloadAssessment,
  WorkloadEvent,
  WorkloadRef,
} from 'backstage-plugin-persistence-common';
import { Conformity, readSpecification } from './Conformity';

/** The keys of a record that has all values of a union, or types do not check. */
function all<T extends string>(values: Record<T, true>): string[] {
  return Object.keys(values).sort();
}

/** The properties of a type by whether they have to be there, or types do not check. */
function properties<T>(required: {
  [K in keyof Required<T>]: undefined extends T[K] ? false : true;
}): Record<string, boolean> {
  return required;
}

const CLAIM = properties<Claim>({
  cluster: true,
  namespace: true,
  name: true,
  replica: false,
  state: true,
  message: false,
  storageClass: false,
  accessModes: true,
  requestedSize: true,
  capacitySize: false,
  usage: false,
  reclaimPolicy: false,
  volumeName: false,
  usedBy: true,
  unusedSince: false,
  snapshots: true,
});
/** The intent of a kind. */
type IntentOf<K extends IntentKind> = Extract<Intent, { kind: K }>;

const MESSAGE = properties<Message>({ code: true, params: true, text: true });

describe('the specification', () => {
  const specification = readSpecification();
  const conformity = Conformity.create(specification);

  const enumAt = (schema: string, ...path: string[]): string[] => {
    let value: unknown = specification.components.schemas[schema];
    for (const key of [...path, 'enum']) {
      value = Object(value)[key];
    }
    return [...(value as string[])].sort();
  };

  it.each([
    [
      'Verdict',
      enumAt('WorkloadAssessment', 'properties', 'verdict'),
      all<Verdict>({
        persistent: true,
        'partly-persistent': true,
        'not-persistent': true,
        unknown: true,
      }),
    ],
    [
      'ClusterState',
      enumAt('ClusterStatus', 'properties', 'state'),
      all<ClusterState>({
        ok: true,
        syncing: true,
        stale: true,
        forbidden: true,
        'read-only': true,
        unreachable: true,
      }),
    ],
    [
      'ClaimState',
      enumAt('Claim', 'properties', 'state'),
      all<ClaimState>({
        creating: true,
        'waiting-for-pod': true,
        attaching: true,
        attached: true,
        detached: true,
        growing: true,
        'restart-needed': true,
        deleting: true,
        lost: true,
        failed: true,
      }),
    ],
    [
      'MountSource',
      enumAt('Mount', 'properties', 'source'),
      all<MountSource>({
        claim: true,
        'claim-template': true,
        'empty-dir': true,
        memory: true,
        'host-path': true,
        config: true,
        image: true,
        'ephemeral-claim': true,
        other: true,
      }),
    ],
    [
      'WorkloadKind',
      enumAt('WorkloadKind'),
      all<WorkloadRef['kind']>({
        Deployment: true,
        StatefulSet: true,
        DaemonSet: true,
        CronJob: true,
        Job: true,
      }),
    ],
    [
      'IntentKind',
      enumAt('IntentKind'),
      all<IntentKind>({
        attach: true,
        detach: true,
        redeploy: true,
        inspect: true,
        'fix-strategy': true,
        grow: true,
        snapshot: true,
        restore: true,
        clone: true,
        move: true,
        schedule: true,
        unschedule: true,
        extend: true,
        discard: true,
      }),
    ],
    [
      'OperationState',
      enumAt('Operation', 'properties', 'state'),
      all<OperationState>({
        queued: true,
        waiting: true,
        'waiting-for-approval': true,
        running: true,
        cancelling: true,
        succeeded: true,
        failed: true,
        undoing: true,
        undone: true,
        cancelled: true,
        'needs-attention': true,
      }),
    ],
    [
      'the state of OperationStep',
      enumAt('OperationStep', 'properties', 'state'),
      all<OperationStep['state']>({
        waiting: true,
        running: true,
        done: true,
        failed: true,
        undone: true,
        skipped: true,
      }),
    ],
    [
      'ExistingFiles',
      enumAt('AttachIntent', 'properties', 'existingFiles'),
      all<ExistingFiles>({
        'copy-running': true,
        'copy-image': true,
        'start-empty': true,
        'keep-claim': true,
      }),
    ],
    [
      'the verb of PlannedChange',
      enumAt('PlannedChange', 'properties', 'verb'),
      all<PlannedChange['verb']>({
        create: true,
        patch: true,
        delete: true,
        exec: true,
      }),
    ],
  ])('has the values of %s that the types have', (_, described, typed) => {
    expect(described).toEqual(typed);
  });

  it.each([
    [
      'EntityPersistence',
      properties<EntityPersistence>({
        entityRef: true,
        lookup: true,
        workloads: true,
        shelf: true,
        clusters: true,
        operations: true,
      }),
    ],
    ['Lookup', properties<Lookup>({ state: true, labelSelector: false })],
    [
      'ClusterStatus',
      properties<ClusterStatus>({
        name: true,
        state: true,
        message: false,
        observedAt: false,
      }),
    ],
    [
      'WorkloadRef',
      properties<WorkloadRef>({
        cluster: true,
        namespace: true,
        kind: true,
        name: true,
        uid: false,
      }),
    ],
    [
      'WorkloadAssessment',
      properties<WorkloadAssessment>({
        workload: true,
        verdict: true,
        summary: true,
        mounts: true,
        findings: true,
        rollout: true,
        events: true,
        manager: false,
        proof: false,
        inspection: false,
        actions: true,
      }),
    ],
    [
      'Mount',
      properties<Mount>({
        container: true,
        path: true,
        subPath: false,
        readOnly: true,
        volume: true,
        source: true,
        survives: true,
        claim: false,
      }),
    ],
    [
      'Rollout',
      properties<Rollout>({
        state: true,
        message: false,
        replicas: true,
        ready: true,
      }),
    ],
    [
      'WorkloadEvent',
      properties<WorkloadEvent>({
        at: true,
        object: true,
        count: true,
        message: true,
      }),
    ],
    [
      'Manager',
      properties<Manager>({ kind: true, name: false, evidence: true }),
    ],
    [
      'Inspection',
      properties<Inspection>({
        at: true,
        complete: true,
        message: false,
        paths: true,
      }),
    ],
    [
      'WorkloadAction',
      properties<WorkloadAction>({
        intent: true,
        allowed: true,
        reason: false,
      }),
    ],
    ['Claim', CLAIM],
    [
      'ShelvedClaim',
      {
        ...CLAIM,
        ...properties<Omit<ShelvedClaim, keyof Claim>>({
          path: false,
          subPath: false,
          shelvedAt: false,
          keepUntil: false,
          shelvedBy: false,
        }),
      },
    ],
    [
      'ClaimSnapshot',
      properties<ClaimSnapshot>({
        name: true,
        createdAt: true,
        ready: true,
        restoreSize: false,
        message: false,
      }),
    ],
    [
      'VolumeUsage',
      properties<VolumeUsage>({
        usedBytes: true,
        capacityBytes: true,
        usedInodes: false,
        at: true,
        source: true,
      }),
    ],
    [
      'Options',
      properties<Options>({
        paths: true,
        storageClasses: true,
        size: true,
        claims: true,
        snapshots: true,
        volumes: true,
      }),
    ],
    [
      'ClaimRef',
      properties<ClaimRef>({ cluster: true, namespace: true, name: true }),
    ],
    [
      'AttachIntent',
      properties<IntentOf<'attach'>>({
        kind: true,
        container: false,
        path: false,
        subPath: false,
        claim: false,
        existingFiles: false,
        from: false,
        rehearse: false,
        replaceVolume: false,
        perReplica: false,
      }),
    ],
    [
      'DetachIntent',
      properties<IntentOf<'detach'>>({
        kind: true,
        claim: false,
        keepFor: false,
      }),
    ],
    ['RedeployIntent', properties<IntentOf<'redeploy'>>({ kind: true })],
    ['InspectIntent', properties<IntentOf<'inspect'>>({ kind: true })],
    ['FixStrategyIntent', properties<IntentOf<'fix-strategy'>>({ kind: true })],
    [
      'GrowIntent',
      properties<IntentOf<'grow'>>({
        kind: true,
        claim: true,
        size: true,
        perReplica: false,
      }),
    ],
    [
      'SnapshotIntent',
      properties<IntentOf<'snapshot'>>({
        kind: true,
        claim: true,
        name: false,
      }),
    ],
    [
      'RestoreIntent',
      properties<IntentOf<'restore'>>({
        kind: true,
        claim: true,
        snapshot: true,
      }),
    ],
    [
      'CloneIntent',
      properties<IntentOf<'clone'>>({ kind: true, claim: true, name: false }),
    ],
    [
      'MoveIntent',
      properties<IntentOf<'move'>>({
        kind: true,
        claim: true,
        storageClass: false,
        size: false,
      }),
    ],
    [
      'ScheduleIntent',
      properties<IntentOf<'schedule'>>({
        kind: true,
        claim: true,
        every: true,
        keep: true,
      }),
    ],
    [
      'UnscheduleIntent',
      properties<IntentOf<'unschedule'>>({ kind: true, claim: true }),
    ],
    [
      'ExtendIntent',
      properties<IntentOf<'extend'>>({ kind: true, claim: true, until: true }),
    ],
    [
      'DiscardIntent',
      properties<IntentOf<'discard'>>({
        kind: true,
        claim: true,
        confirm: true,
      }),
    ],
    [
      'Plan',
      properties<Plan>({
        id: true,
        fingerprint: true,
        entityRef: true,
        target: true,
        intent: true,
        steps: true,
        consequences: true,
        warnings: true,
        blockers: true,
        downtime: true,
        dataAtRisk: true,
        changes: true,
      }),
    ],
    [
      'PlannedChange',
      properties<PlannedChange>({
        object: true,
        verb: true,
        body: false,
        diff: false,
      }),
    ],
    [
      'Operation',
      properties<Operation>({
        id: true,
        entityRef: true,
        target: true,
        intent: true,
        plan: true,
        state: true,
        steps: true,
        actor: true,
        createdAt: true,
        startedAt: false,
        endedAt: false,
        error: false,
        undoable: true,
        undoOf: false,
        undoneBy: false,
      }),
    ],
    [
      'OperationStep',
      properties<OperationStep>({
        kind: true,
        title: true,
        state: true,
        startedAt: false,
        endedAt: false,
        progress: false,
        message: false,
      }),
    ],
    [
      'OperationPage',
      properties<OperationPage>({ items: true, nextCursor: false }),
    ],
    ['Message', MESSAGE],
    [
      'Finding',
      {
        ...MESSAGE,
        ...properties<Omit<Finding, keyof Message>>({
          severity: true,
          remedy: false,
          askWhom: false,
        }),
      },
    ],
  ])('has the properties of %s that the type has', (schema, typed) => {
    const described: {
      properties?: object;
      required?: string[];
      additionalProperties?: boolean;
    } = specification.components.schemas[schema];
    expect(
      Object.fromEntries(
        Object.keys(described.properties ?? {}).map(property => [
          property,
          described.required?.includes(property),
        ]),
      ),
    ).toEqual(typed);
    expect(described.additionalProperties).toBe(false);
  });

  const ALWAYS = ['400', '401', '403', '404', '503', 'default'];

  it('describes every status that the endpoints may answer with', () => {
    const statuses = Object.entries(specification.paths).flatMap(
      ([path, methods]) =>
        Object.entries(methods).map(([method, { responses }]) => {
          const others = Object.keys(responses).filter(
            status => !ALWAYS.includes(status),
          );
          expect(Object.keys(responses)).toEqual(
            expect.arrayContaining(ALWAYS),
          );
          return `${method} ${path.split('/').at(-1)} ${others.join(' ')}`;
        }),
    );
    expect(statuses).toEqual([
      'get {name} 200',
      'get options 200',
      'post plans 200',
      'post operations 200 202 409 422',
      'get operations 200',
      'get {id} 200',
      'post undo 202 409 422',
      'post cancel 202 409',
    ]);
  });

  it('describes each kind of intent once', () => {
    const intent: {
      oneOf?: { $ref: string }[];
      discriminator?: { mapping: Record<string, string> };
    } = specification.components.schemas.Intent;
    const mapping = intent.discriminator?.mapping ?? {};
    expect(Object.keys(mapping).sort()).toEqual(enumAt('IntentKind'));
    expect(Object.values(mapping)).toEqual(
      intent.oneOf?.map(({ $ref }) => $ref),
    );
    for (const [kind, reference] of Object.entries(mapping)) {
      const schema = reference.split('/').at(-1) ?? '';
      expect(enumAt(schema, 'properties', 'kind')).toEqual([kind]);
    }
  });

  it('notices what does not conform', () => {
    expect(
      conformity.errorsOf('ClusterStatus', {
        name: 'eu',
        state: 'fine',
        observedAt: 'yesterday',
        token: 'secret',
      }),
    ).toHaveLength(3);
    expect(conformity.errorsOf('ClusterStatus', { state: 'ok' })).toHaveLength(
      1,
    );
    expect(
      conformity.errorsOf('ClusterStatus', { name: 'eu', state: 'ok' }),
    ).toEqual([]);
  });
});
