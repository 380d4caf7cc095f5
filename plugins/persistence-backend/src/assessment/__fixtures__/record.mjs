#!/usr/bin/env node
/**
 * Records objects of a real cluster, so that the tests of the assessment look at what Kubernetes really writes:
 *
 *     node record.mjs --kubeconfig FILE [--kubectl PROGRAM] [CASE…]
 *
 * For every case (`cases.mjs`) the manifests are applied in a namespace of its own, and when what is wanted has happened, the objects are
 * written to `recorded/CASE.json`. The cluster is the test cluster with its storage classes and images. Everything is removed again.
 */
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { CASES } from './cases.mjs';

const HERE = dirname(fileURLToPath(import.meta.url));
const EXAMPLES = join(HERE, '../../../../../examples/manifests');
const PATIENCE_MS = 120_000;
const AT_ONCE = 3;
/** Where the test cluster's nodes are on this machine; other nodes use another folder. */
const KUBELET_FOLDERS = /\/[^"\s]*?\/n\d\/kubelet\//g;

const NAMESPACED = [
  'deployments',
  'statefulsets',
  'daemonsets',
  'cronjobs',
  'jobs',
  'replicasets',
  'pods',
  'persistentvolumeclaims',
  'events',
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kubeconfig: { type: 'string' },
    kubectl: { type: 'string', default: 'kubectl' },
  },
});
if (!values.kubeconfig) {
  throw new Error('Say which cluster: --kubeconfig FILE');
}

async function kubectl(parameters, input) {
  const running = promisify(execFile)(
    values.kubectl,
    [`--kubeconfig=${values.kubeconfig}`, ...parameters],
    { maxBuffer: 64 << 20 },
  );
  running.child.stdin.end(input ?? '');
  return (await running).stdout;
}

async function eventually(condition, what) {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await condition())) {
    if (Date.now() > deadline) {
      throw new Error(`It did not happen in time: ${what}`);
    }
    await wait(250);
  }
}

function recordingIn(namespace) {
  const inside = (...parameters) =>
    kubectl([`--namespace=${namespace}`, ...parameters]);
  const get = async (kind, name) => {
    const text = await inside(
      'get',
      kind,
      name,
      '--ignore-not-found',
      '-ojson',
    );
    return text ? JSON.parse(text) : undefined;
  };
  const applyText = (text, ...parameters) =>
    kubectl(['apply', '--filename=-', ...parameters], text);
  return {
    kubectl: inside,
    get,
    eventually,
    until: (kind, name, condition) =>
      eventually(
        async () => condition(await get(kind, name)),
        `${kind} ${name} in ${namespace}`,
      ),
    apply: (manifest, ...parameters) =>
      applyText(
        readFileSync(join(HERE, 'manifests', `${manifest}.yaml`), 'utf8'),
        `--namespace=${namespace}`,
        ...parameters,
      ),
    applyText,
    examples: name => readFileSync(join(EXAMPLES, `${name}.yaml`), 'utf8'),
  };
}

async function record({ name, namespaces = [`c-${name}`], run, finish }) {
  try {
    for (const namespace of namespaces) {
      await kubectl(['create', 'namespace', namespace]);
    }
    await run(recordingIn(namespaces[0]));
    const text = JSON.stringify({
      recordedAt: new Date().toISOString(),
      items: await objectsOf(namespaces),
    }).replace(KUBELET_FOLDERS, '/var/lib/kubelet/');
    const file = join(HERE, 'recorded', `${name}.json`);
    writeFileSync(file, finish ? finish(text) : text);
    await promisify(execFile)('npx', ['prettier', '--write', file]);
    process.stdout.write(`recorded ${name}\n`);
  } finally {
    await clean(namespaces);
  }
}

async function objectsOf(namespaces) {
  const items = [];
  for (const namespace of namespaces) {
    for (const resource of NAMESPACED) {
      items.push(...(await list([resource, `--namespace=${namespace}`])));
    }
  }
  const volumes = (await list(['persistentvolumes'])).filter(
    ({ metadata, spec }) =>
      spec.claimRef
        ? namespaces.includes(spec.claimRef.namespace)
        : metadata.name.startsWith('c-'),
  );
  return [...items, ...volumes, ...(await list(['storageclasses']))].map(
    shorten,
  );
}

async function list(parameters) {
  const text = await kubectl([
    'get',
    ...parameters,
    '--output=json',
    '--show-managed-fields',
  ]);
  return JSON.parse(text).items;
}

/** Leaves out what nobody reads and is long. */
function shorten({ metadata, ...object }) {
  const { managedFields, annotations, ...kept } = metadata;
  const applied = 'kubectl.kubernetes.io/last-applied-configuration';
  return {
    ...object,
    metadata: {
      ...kept,
      ...(annotations && {
        annotations: Object.fromEntries(
          Object.entries(annotations).filter(([key]) => key !== applied),
        ),
      }),
      ...(managedFields && {
        managedFields: managedFields.map(
          ({ manager, operation, subresource }) => ({
            manager,
            operation,
            ...(subresource && { subresource }),
          }),
        ),
      }),
    },
  };
}

async function clean(namespaces) {
  const volumes = await list(['persistentvolumes']);
  for (const namespace of namespaces) {
    await kubectl([
      'delete',
      'namespace',
      namespace,
      '--ignore-not-found',
      '--wait=false',
    ]);
  }
  const ours = volumes.filter(
    ({ spec }) =>
      namespaces.includes(spec.claimRef?.namespace) &&
      spec.persistentVolumeReclaimPolicy === 'Retain',
  );
  await eventually(
    async () => {
      const found = await kubectl(['get', 'namespaces', '--output=name']);
      return !namespaces.some(name =>
        found.split('\n').includes(`namespace/${name}`),
      );
    },
    `the end of ${namespaces.join(', ')}`,
  );
  for (const { metadata } of ours) {
    await kubectl(['delete', 'pv', metadata.name, '--ignore-not-found']);
  }
}

const wanted = CASES.filter(
  ({ name }) => positionals.length === 0 || positionals.includes(name),
);
const queue = [...wanted];
const failed = [];
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let next = queue.shift(); next; next = queue.shift()) {
      await record(next).catch(error => {
        failed.push(next.name);
        process.stderr.write(`${next.name}: ${error.message}\n`);
      });
    }
  }),
);
await kubectl(['delete', 'pv', '--ignore-not-found', 'c-example-pv']);
await kubectl([
  'delete',
  'crd',
  '--ignore-not-found',
  'databases.c.example.test',
]);
process.exitCode = failed.length > 0 ? 1 : 0;
