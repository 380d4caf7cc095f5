// Writes what a real API server does with the manifests and patches of a fixture into that fixture, for the tests to compare with:
//
//   kubectl proxy &
//   node scripts/recordAnswers.mjs http://127.0.0.1:8001 src/patch/__fixtures__/strategicMergePatches.json
//
// Objects that are patched are created in a namespace that is deleted at the end; everything else is a dry run. Identity, times, versions
// and status are left out.
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

const PLURALS = {
  Deployment: 'deployments',
  ReplicaSet: 'replicasets',
  StatefulSet: 'statefulsets',
  Pod: 'pods',
  Service: 'services',
  PersistentVolumeClaim: 'persistentvolumeclaims',
  ResourceQuota: 'resourcequotas',
};
const CLUSTER_WIDE = {
  Namespace: 'namespaces',
  PersistentVolume: 'persistentvolumes',
  StorageClass: 'storageclasses',
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
  return CLUSTER_WIDE[kind]
    ? `${root}/${apiVersion}/${CLUSTER_WIDE[kind]}`
    : `${root}/${apiVersion}/namespaces/${namespace}/${PLURALS[kind]}`;
}

/** What the tests compare: everything but identity, times, versions, status and what controllers add at once. */
function compared({ status: _, metadata, ...rest }) {
  const { name, labels, finalizers, ownerReferences } = metadata;
  const kept = Object.entries(metadata.annotations ?? {}).filter(
    ([key]) => key !== 'deployment.kubernetes.io/revision',
  );
  const annotations = kept.length ? Object.fromEntries(kept) : undefined;
  return JSON.parse(
    JSON.stringify({
      ...rest,
      metadata: { name, labels, annotations, finalizers, ownerReferences },
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

/** Without the comparison of Go structs that some messages end with, and every cause once: some rules are asked several times. */
function failureOf({ code, reason, message, details }) {
  const withoutDiff = text => text?.replace(/\n@@[^]*$/, '');
  const causes = details?.causes
    ?.map(cause => ({ ...cause, message: withoutDiff(cause.message) }))
    .filter(
      (cause, index, all) =>
        all.findIndex(other => isDeepStrictEqual(other, cause)) === index,
    );
  return {
    code,
    reason,
    message: withoutDiff(message),
    details: details && { ...details, causes },
  };
}

/** The namespace's service account comes a moment after the namespace. */
async function serviceAccount() {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/default`;
    if (!(await send('GET', path)).failed) {
      return;
    }
    await setTimeout(100);
  }
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
    return { strict, failure: failureOf(answer.body) };
  }
  return { strict, changes: changesBetween(stored, compared(answer.body)) };
}

fixture.server = (await send('GET', '/version')).body.gitVersion;
await send('POST', '/api/v1/namespaces', { metadata: { name: namespace } });
try {
  await serviceAccount();
  for (const [name, entry] of Object.entries(fixture.objects)) {
    const isPatched = fixture.patches.some(({ object }) => object === name);
    const { failed, body } = await send(
      'POST',
      `${pathOf(entry.manifest)}${isPatched ? '' : '?dryRun=All'}`,
      entry.manifest,
    );
    if (failed) {
      throw new Error(`${name}: ${body.message}`);
    }
    entry.stored = compared(body);
  }
  for (const entry of fixture.patches) {
    const { changes, failure, strict } = await answerTo(entry);
    Object.assign(entry, { changes, failure, strict });
  }
  for (const entry of fixture.creates ?? []) {
    const { body, failed } = await send(
      'POST',
      `${pathOf(entry.manifest)}?dryRun=All`,
      entry.manifest,
    );
    entry.failure = failed ? failureOf(body) : undefined;
  }
} finally {
  for (const { manifest } of Object.values(fixture.objects)) {
    const path = `${pathOf(manifest)}/${manifest.metadata.name}`;
    const patch = { metadata: { finalizers: null } };
    await send('PATCH', path, patch, 'application/merge-patch+json');
    if (CLUSTER_WIDE[manifest.kind]) {
      await send('DELETE', path);
    }
  }
  await send('DELETE', `/api/v1/namespaces/${namespace}`);
}
const text = JSON.stringify(fixture, null, 2);
writeFileSync(file, `${text.replaceAll(namespace, 'default')}\n`);
