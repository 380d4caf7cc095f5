// Writes what a real API server does with the manifests and patches of a fixture into that fixture, for the tests to compare with:
//
//   kubectl proxy &
//   node scripts/recordAnswers.mjs http://127.0.0.1:8001 src/patch/__fixtures__/strategicMergePatches.json
//
// Every object is created in a namespace that is deleted at the end; patches are dry runs. Identity, times, versions and status are left
// out.
import { readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

const PLURALS = {
  Deployment: 'deployments',
  ReplicaSet: 'replicasets',
  StatefulSet: 'statefulsets',
  Pod: 'pods',
  Service: 'services',
  PersistentVolumeClaim: 'persistentvolumeclaims',
};
const STRICT = 'strict decoding error: ';

const [api, file] = process.argv.slice(2);
const fixture = JSON.parse(readFileSync(file, 'utf8'));
const namespace = `record-${process.pid}`;

async function send(method, path, body, type = 'application/json') {
  const response = await fetch(`${api}${path}`, {
    method,
    headers: { 'content-type': type },
    body: body && JSON.stringify(body),
  });
  return { failed: !response.ok, body: await response.json() };
}

function pathOf({ apiVersion, kind }) {
  const root = apiVersion.includes('/') ? '/apis' : '/api';
  return `${root}/${apiVersion}/namespaces/${namespace}/${PLURALS[kind]}`;
}

/** What the tests compare: everything but identity, times, versions, status and what controllers add at once. */
function compared({ apiVersion, kind, metadata, spec }) {
  const { name, labels, finalizers, ownerReferences } = metadata;
  const kept = Object.entries(metadata.annotations ?? {}).filter(
    ([key]) => key !== 'deployment.kubernetes.io/revision',
  );
  const annotations = kept.length ? Object.fromEntries(kept) : undefined;
  return JSON.parse(
    JSON.stringify({
      apiVersion,
      kind,
      metadata: { name, labels, annotations, finalizers, ownerReferences },
      spec,
    }),
  );
}

/** The places where two JSON values differ, by JSON pointer; null where the second has nothing. */
function changesBetween(before, after, at = '') {
  if (isDeepStrictEqual(before, after)) {
    return {};
  }
  const bothLists =
    Array.isArray(before) &&
    Array.isArray(after) &&
    before.length === after.length;
  if (!bothLists && !(isObject(before) && isObject(after))) {
    return { [at]: after ?? null };
  }
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.assign(
    {},
    ...Array.from(keys, key =>
      changesBetween(
        before[key],
        after[key],
        `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`,
      ),
    ),
  );
}

function isObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function answerTo({ object, patch }) {
  const { stored } = fixture.objects[object];
  const patchWith = validation =>
    send(
      'PATCH',
      `${pathOf(stored)}/${stored.metadata.name}?dryRun=All&fieldValidation=${validation}`,
      patch,
      'application/strategic-merge-patch+json',
    );
  let answer = await patchWith('Strict');
  let strict;
  if (answer.failed && answer.body.message.includes(STRICT)) {
    strict = answer.body.message
      .slice(answer.body.message.indexOf(STRICT) + STRICT.length)
      .split(', ');
    answer = await patchWith('Ignore');
  }
  if (answer.failed) {
    const { code, reason, message } = answer.body;
    return { strict, failure: { code, reason, message } };
  }
  return { strict, changes: changesBetween(stored, compared(answer.body)) };
}

fixture.server = (await send('GET', '/version')).body.gitVersion;
await send('POST', '/api/v1/namespaces', { metadata: { name: namespace } });
try {
  for (const entry of Object.values(fixture.objects)) {
    const { failed, body } = await send(
      'POST',
      pathOf(entry.manifest),
      entry.manifest,
    );
    if (failed) {
      throw new Error(body.message);
    }
    entry.stored = compared(body);
  }
  for (const entry of fixture.patches ?? []) {
    const { changes, failure, strict } = await answerTo(entry);
    Object.assign(entry, { changes, failure, strict });
  }
} finally {
  for (const { manifest } of Object.values(fixture.objects)) {
    await send(
      'PATCH',
      `${pathOf(manifest)}/${manifest.metadata.name}`,
      { metadata: { finalizers: null } },
      'application/merge-patch+json',
    );
  }
  await send('DELETE', `/api/v1/namespaces/${namespace}`);
}
writeFileSync(file, `${JSON.stringify(fixture, null, 2)}\n`);
