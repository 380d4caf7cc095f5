import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isJsonObject, type Json, type JsonObject } from '../model/json';
import type { KubernetesObject } from '../model/objects';
import { apiVersionOf, type Resource } from '../model/Resource';
import { StatusError } from '../model/StatusError';
import { strategicMergePatch } from '../patch/strategicMergePatch';
import { allResources, namespaces, storageClasses } from '../resources';
import { decode } from '../schema/decode';
import { kindType } from '../schema/Schema';
import { ObjectStore } from '../store/ObjectStore';
import recorded from './__fixtures__/answers.json';
import { DefaultRegistry } from './DefaultRegistry';

interface Failure {
  code: number;
  reason: string;
  message: string;
  details?: JsonObject;
}

/** What a real API server was asked and what it answered; see scripts/recordAnswers.mjs. */
interface Recorded {
  server: string;
  objects: Record<string, { manifest: JsonObject; stored: JsonObject }>;
  /** Dry runs of strategic merge patches. */
  patches: {
    name: string;
    object: string;
    patch: JsonObject;
    /** By JSON pointer; null for what is gone. */
    changes?: Record<string, Json>;
    failure?: Failure;
  }[];
  /** Dry runs of creations. */
  creates: { name: string; manifest: JsonObject; failure?: Failure }[];
}

const { server, objects, patches, creates } = recorded as Recorded;

let directory: string;
let registry: DefaultRegistry;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'answers-'));
  const store = ObjectStore.open({ directory });
  registry = DefaultRegistry.create({ store });
  registry.create(namespaces, { metadata: { name: 'default' } });
  registry.create(storageClasses, {
    metadata: {
      name: 'standard',
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    },
    provisioner: 'loop.csi.test',
  });
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

function resourceOf(object: JsonObject): Resource {
  const found = allResources.find(
    resource =>
      resource.kind === object.kind &&
      apiVersionOf(resource) === object.apiVersion,
  );
  if (!found) {
    throw new Error(`no resource for ${object.kind}`);
  }
  return found;
}

/** The object as it comes out of a request body. */
function decoded(object: JsonObject): KubernetesObject {
  const resource = resourceOf(object);
  const type = kindType(apiVersionOf(resource), resource.kind);
  const result: KubernetesObject = decode(object, type).object;
  return resource.namespaced
    ? { ...result, metadata: { ...result.metadata, namespace: 'default' } }
    : result;
}

function create(manifest: JsonObject): JsonObject {
  return asJson(registry.create(resourceOf(manifest), decoded(manifest)));
}

function asJson(object: KubernetesObject): JsonObject {
  return JSON.parse(JSON.stringify(object));
}

/** What is recorded of an object; addresses are given out as they come. */
function compared({ status: _, metadata, ...rest }: JsonObject): JsonObject {
  const { name, labels, annotations, finalizers, ownerReferences } =
    isJsonObject(metadata) ? metadata : {};
  const text = JSON.stringify({
    ...rest,
    metadata: { name, labels, annotations, finalizers, ownerReferences },
  });
  return JSON.parse(text.replace(/"10\.96\.\d+\.\d+"/g, '"address"'));
}

function changed(before: JsonObject, pointers: Record<string, Json>) {
  const result = structuredClone(before);
  for (const [pointer, value] of Object.entries(pointers)) {
    const path = pointer
      .split('/')
      .slice(1)
      .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = path.pop() ?? '';
    const parent = path.reduce<Json | undefined>(
      (at, name) =>
        Array.isArray(at) || isJsonObject(at)
          ? (at as JsonObject)[name]
          : undefined,
      result,
    );
    Object.assign(parent ?? {}, { [last]: value ?? undefined });
  }
  return result;
}

function failureOf(action: () => unknown): Failure {
  try {
    action();
  } catch (error) {
    if (error instanceof StatusError) {
      const { code, reason, message, details } = error.toStatus();
      return JSON.parse(JSON.stringify({ code, reason, message, details }));
    }
    throw error;
  }
  throw new Error('did not fail');
}

function update(object: string, patch: JsonObject): JsonObject {
  const old = create(objects[object].manifest);
  const resource = resourceOf(old);
  const type = kindType(apiVersionOf(resource), resource.kind);
  const object_ = decoded(strategicMergePatch(old, patch, type));
  return asJson(registry.update(resource, object_, { dryRun: true }));
}

describe(`objects, as Kubernetes ${server} completes them`, () => {
  it.each(Object.entries(objects))('%s', (_, { manifest, stored }) => {
    expect(compared(create(manifest))).toEqual(compared(stored));
  });
});

describe(`creations, as Kubernetes ${server} refuses them`, () => {
  it.each(creates.filter(({ failure }) => failure))(
    '$name',
    ({ manifest, failure }) => {
      expect(failureOf(() => create(manifest))).toEqual(failure);
    },
  );
});

describe(`creations that surprise, as Kubernetes ${server} accepts them`, () => {
  it.each(creates.filter(({ failure }) => !failure))(
    '$name',
    ({ manifest }) => {
      expect(create(manifest)).toMatchObject({ kind: manifest.kind });
    },
  );
});

describe(`updates, as Kubernetes ${server} refuses them`, () => {
  it.each(patches.filter(({ failure }) => failure))(
    '$name',
    ({ object, patch, failure }) => {
      expect(failureOf(() => update(object, patch))).toEqual(failure);
    },
  );
});

describe(`updates, as Kubernetes ${server} accepts them`, () => {
  it.each(patches.filter(({ changes }) => changes))(
    '$name',
    ({ object, patch, changes = {} }) => {
      const { stored } = objects[object];

      expect(compared(update(object, patch))).toEqual(
        compared(changed(stored, changes)),
      );
    },
  );
});
