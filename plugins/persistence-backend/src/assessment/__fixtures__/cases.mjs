/**
 * What is recorded: for each case its manifests, what is done after them, and what has to be true before the objects are written down.
 *
 * @typedef {Record<string, unknown>} KubernetesObject as the API server wrote it
 *
 * @typedef {object} Recording
 * @property {(...parameters: string[]) => Promise<string>} kubectl - in the namespace of the case
 * @property {(kind: string, name: string) => Promise<KubernetesObject | undefined>} get - an object; undefined where there is none
 * @property {(kind: string, name: string, condition: (object: KubernetesObject) => unknown) => Promise<void>} until
 * @property {(condition: () => Promise<unknown>, what: string) => Promise<void>} eventually
 * @property {(manifest: string, ...parameters: string[]) => Promise<void>} apply - a file of `manifests`
 * @property {(text: string) => Promise<void>} applyText
 * @property {(name: string) => string} examples - a manifest of the examples
 *
 * @typedef {object} Case
 * @property {string} name
 * @property {string[]} [namespaces] - default: one of the case's name
 * @property {(recording: Recording) => Promise<void>} run
 * @property {(text: string) => string} [finish] - changes the names that are taken by others back
 */

const bound = claim => claim?.status?.phase === 'Bound';
const rolledOut = workload =>
  workload?.status?.observedGeneration === workload?.metadata?.generation &&
  (workload.status.readyReplicas ?? 0) === (workload.spec.replicas ?? 1) &&
  (workload.status.updatedReplicas ?? 0) === (workload.spec.replicas ?? 1) &&
  (workload.status.replicas ?? 0) === (workload.spec.replicas ?? 1);
const deployment = 'deployment';
const statefulSet = 'statefulset';
const claim = 'persistentvolumeclaim';

/** Waits for the pod of a workload that is in trouble of a kind. */
async function untilPod({ kubectl, eventually }, app, condition) {
  await eventually(async () => {
    const list = JSON.parse(
      await kubectl('get', 'pods', '-l', `app=${app}`, '-o', 'json'),
    );
    return list.items.some(condition);
  }, `a pod of ${app}`);
}

const waitsBecauseOf = reason => pod =>
  pod.status.containerStatuses?.some(
    ({ state }) => state.waiting?.reason === reason,
  );

/** Waits for an event about an object. */
async function untilEvent({ kubectl, eventually }, name, reason) {
  await eventually(async () => {
    const list = JSON.parse(await kubectl('get', 'events', '-o', 'json'));
    return list.items.some(
      event =>
        event.reason === reason && event.involvedObject.name.startsWith(name),
    );
  }, `the event ${reason} of ${name}`);
}

/** @type {Case[]} */
export const CASES = [
  {
    name: 'volume-sources',
    async run({ apply, until }) {
      await apply('volume-sources');
      for (const name of ['sources', 'host-folder', 'node-and-scratch']) {
        await until(deployment, name, rolledOut);
      }
    },
  },
  {
    name: 'inline-sources',
    async run(recording) {
      await recording.apply('inline-sources');
      await untilEvent(recording, 'inline-driver', 'FailedMount');
      await untilEvent(recording, 'nfs-folder', 'FailedMount');
    },
  },
  {
    name: 'containers',
    async run({ apply, until }) {
      await apply('containers');
      for (const name of [
        'several',
        'init-only',
        'same-path',
        'read-only-root',
        'read-only-root-with-scratch',
        'reader',
      ]) {
        await until(deployment, name, rolledOut);
      }
    },
  },
  {
    name: 'stateful-sets',
    async run({ apply, until }) {
      await apply('stateful-sets');
      for (const name of [
        'single',
        'three',
        'three-clean',
        'template-wins',
        'tidy',
        'common',
      ]) {
        await until(statefulSet, name, rolledOut);
      }
    },
  },
  {
    name: 'held-back',
    async run({ apply, until, kubectl }) {
      await apply('held-back');
      await until(statefulSet, 'by-hand', rolledOut);
      await until(statefulSet, 'partitioned', rolledOut);
      await until(
        'daemonset',
        'canary',
        ({ status }) => status.numberAvailable >= 2,
      );
      for (const workload of [
        'statefulset/by-hand',
        'statefulset/partitioned',
        'daemonset/canary',
      ]) {
        await kubectl('set', 'env', workload, 'COLOUR=green');
      }
      await until(
        statefulSet,
        'by-hand',
        ({ status }) => status.updateRevision !== status.currentRevision,
      );
      await until(
        statefulSet,
        'partitioned',
        ({ status }) =>
          status.updatedReplicas === 1 && status.readyReplicas === 3,
      );
      await until(
        'daemonset',
        'canary',
        ({ metadata, status }) =>
          status.observedGeneration === metadata.generation,
      );
    },
  },
  {
    name: 'strategies',
    async run({ apply, until }) {
      await apply('strategies');
      for (const name of [
        'surge-first',
        'recreate',
        'surge-zero',
        'one-pod',
        'three-share',
        'three-on-one',
        'switched-off',
      ]) {
        await until(deployment, name, rolledOut);
      }
      await until(claim, 'switched-off-data', bound);
    },
  },
  {
    name: 'claims-without-volume',
    async run(recording) {
      await recording.apply('claims-without-volume');
      await untilEvent(recording, 'nobody-yet', 'WaitForFirstConsumer');
      await untilEvent(recording, 'broken-data', 'ProvisioningFailed');
      await untilEvent(recording, 'half-broken-data', 'ProvisioningFailed');
      await untilEvent(recording, 'block-shared-data', 'ProvisioningFailed');
      await untilEvent(recording, 'missing-class-data', 'ProvisioningFailed');
      await untilEvent(recording, 'no-class-data', 'FailedBinding');
      await untilEvent(recording, 'missing-claim', 'FailedScheduling');
      await untilEvent(recording, 'nowhere', 'FailedScheduling');
    },
  },
  {
    name: 'creating',
    async run(recording) {
      await recording.apply('creating');
      await untilEvent(recording, 'slow-data', 'Provisioning');
    },
  },
  {
    name: 'deleting',
    async run({ apply, until, kubectl }) {
      await apply('deleting');
      await until(deployment, 'erased', rolledOut);
      await kubectl('delete', 'pvc', 'erased-data', '--wait=false');
      await until(
        claim,
        'erased-data',
        ({ metadata }) => metadata.deletionTimestamp,
      );
    },
  },
  {
    name: 'lost',
    async run({ apply, get, until, kubectl }) {
      await apply('lost');
      await until(deployment, 'gone', rolledOut);
      const { spec } = await get(claim, 'gone-data');
      await kubectl('delete', 'pv', spec.volumeName, '--wait=false');
      await kubectl(
        'patch',
        'pv',
        spec.volumeName,
        '--type=merge',
        '--patch={"metadata":{"finalizers":null}}',
      );
      await until(claim, 'gone-data', ({ status }) => status.phase === 'Lost');
    },
  },
  {
    name: 'growth',
    async run({ apply, until, kubectl }) {
      await apply('growth');
      for (const name of ['online', 'remount', 'idle', 'fixed']) {
        await until(deployment, name, rolledOut);
      }
      await kubectl('scale', 'deployment/idle', '--replicas=0');
      await until(deployment, 'idle', ({ status }) => !status.replicas);
      for (const name of ['online', 'remount', 'idle']) {
        await kubectl(
          'patch',
          'pvc',
          `${name}-data`,
          '--patch={"spec":{"resources":{"requests":{"storage":"128Mi"}}}}',
        );
      }
      await until(
        claim,
        'online-data',
        ({ status }) => status.capacity.storage === '128Mi',
      );
      await until(claim, 'remount-data', ({ status }) =>
        status.conditions?.some(({ type }) => type === 'NodeResizeError'),
      );
      await until(claim, 'idle-data', ({ status }) =>
        status.conditions?.some(
          ({ type }) => type === 'FileSystemResizePending',
        ),
      );
    },
  },
  {
    name: 'detached',
    async run({ apply, until, kubectl }) {
      await apply('detached');
      await until(claim, 'left-behind', bound);
      await until(deployment, 'former', rolledOut);
      await kubectl('delete', 'deployment', 'former');
      await kubectl('wait', '--for=delete', 'pod', '-l', 'app=former');
    },
  },
  {
    name: 'node-local',
    async run({ apply, until }) {
      await apply('node-local');
      for (const name of ['host-folder', 'local-disk']) {
        await until(deployment, name, rolledOut);
      }
      for (const name of ['zonal-data', 'network-folder-data']) {
        await until(claim, name, bound);
      }
    },
  },
  {
    name: 'rollouts',
    async run(recording) {
      const { apply, kubectl, until } = recording;
      await apply('rollouts');
      await until(deployment, 'complete', rolledOut);
      await until(deployment, 'paused-midway', rolledOut);
      await kubectl('rollout', 'pause', 'deployment/paused-midway');
      await kubectl('set', 'env', 'deployment/paused-midway', 'COLOUR=green');
      await until(deployment, 'too-slow', ({ status }) =>
        status.conditions?.some(
          ({ reason }) => reason === 'ProgressDeadlineExceeded',
        ),
      );
      for (const name of ['crashing', 'crashing-set']) {
        await untilPod(recording, name, waitsBecauseOf('CrashLoopBackOff'));
      }
      await untilPod(
        recording,
        'without-image',
        waitsBecauseOf('ErrImageNeverPull'),
      );
      await untilPod(
        recording,
        'without-settings',
        waitsBecauseOf('CreateContainerConfigError'),
      );
      await untilEvent(recording, 'without-folder', 'FailedMount');
      await untilEvent(recording, 'unschedulable', 'FailedScheduling');
      await untilEvent(recording, 'never-ready', 'Unhealthy');
    },
  },
  {
    name: 'quota',
    async run(recording) {
      await recording.apply('quota');
      await recording.until(deployment, 'refused', ({ status }) =>
        status.conditions?.some(({ type }) => type === 'ReplicaFailure'),
      );
      await untilEvent(recording, 'refused-set', 'FailedCreate');
    },
  },
  {
    name: 'multi-attach',
    async run(recording) {
      const { apply, kubectl, until } = recording;
      await apply('multi-attach');
      await until(deployment, 'deadlocked', rolledOut);
      await until(deployment, 'deadlocked-pod', rolledOut);
      await kubectl('set', 'env', 'deployment/deadlocked-pod', 'COLOUR=green');
      await kubectl(
        'patch',
        'deployment/deadlocked',
        '--patch={"spec":{"template":{"spec":{"nodeSelector":{"kubernetes.io/hostname":"n2"}}}}}',
      );
      await untilEvent(recording, 'deadlocked', 'FailedAttachVolume');
      await untilEvent(recording, 'deadlocked-pod', 'FailedScheduling');
    },
  },
  {
    name: 'kinds',
    async run({ apply, until, kubectl }) {
      await apply('kinds');
      await kubectl('create', 'job', 'nightly-1', '--from=cronjob/nightly');
      await until(
        'daemonset',
        'agent',
        ({ status }) =>
          status.desiredNumberScheduled > 0 &&
          status.numberAvailable === status.desiredNumberScheduled,
      );
      for (const [name, type] of [
        ['once', 'Complete'],
        ['broken-once', 'Failed'],
        ['nightly-1', 'Complete'],
      ]) {
        await until('job', name, ({ status }) =>
          status.conditions?.some(condition => condition.type === type),
        );
      }
      await until('job', 'runs', ({ status }) => status.ready === 1);
      await until(claim, 'report-data', bound);
    },
  },
  {
    name: 'managers',
    async run({ apply, get, kubectl, until }) {
      await apply('managers');
      await kubectl(
        'wait',
        '--for=condition=Established',
        'crd/databases.c.example.test',
      );
      const serverSide = manager => [
        '--server-side',
        `--field-manager=${manager}`,
      ];
      await apply('managers-helm', '--field-manager=helm');
      await apply('managers-helm4', ...serverSide('helm'));
      await apply('managers-argo-cd', ...serverSide('argocd-controller'));
      await apply('managers-flux', ...serverSide('kustomize-controller'));
      await apply('managers-flux-helm', ...serverSide('helm-controller'));
      await apply('managers-kubectl', ...serverSide('kubectl'));
      await apply('managers-database');
      await apply('managers-operator', ...serverSide('database-operator'));
      const { metadata } = await get('databases.c.example.test', 'ledger');
      const owner = {
        apiVersion: 'c.example.test/v1',
        kind: 'Database',
        name: 'ledger',
        uid: metadata.uid,
        controller: true,
      };
      await kubectl(
        'patch',
        'statefulset/by-operator',
        '--field-manager=database-operator',
        '--type=merge',
        `--patch=${JSON.stringify({ metadata: { ownerReferences: [owner] } })}`,
      );
      for (const name of ['by-helm', 'by-argo-cd', 'by-flux', 'by-flux-helm']) {
        await until(deployment, name, rolledOut);
      }
      await until(statefulSet, 'by-operator', rolledOut);
    },
  },
  {
    name: 'examples',
    namespaces: ['c-examples', 'c-examples-staging'],
    async run({ applyText, examples, until, kubectl }) {
      for (const name of [
        'guestbook',
        'wishlist',
        'mailer',
        'feedback',
        'reviews',
        'photo-booth',
        'orders',
        'ledger',
        'example-app',
      ]) {
        const documents = examples(name)
          .replaceAll('example-pv\n', 'c-example-pv\n')
          .split(/^---$/m)
          .filter(document => !/^kind: Service$/m.test(document))
          .map(document =>
            document.replace(/^( {2}namespace: )demo(.*)$/gm, '$1c-examples$2'),
          );
        await applyText(documents.join('---'));
      }
      for (const name of [
        'guestbook',
        'wishlist',
        'mailer',
        'feedback',
        'reviews',
        'photo-booth',
        'orders',
        'example-app',
      ]) {
        await until(deployment, name, rolledOut);
      }
      await until(statefulSet, 'ledger', rolledOut);
      await kubectl(
        'wait',
        '-n=c-examples-staging',
        '--for=condition=Available',
        'deployment/feedback',
      );
    },
    finish: text =>
      text
        .replaceAll('c-example-pv', 'example-pv')
        .replaceAll('c-examples-staging', 'demo-staging')
        .replaceAll('c-examples', 'demo'),
  },
];
