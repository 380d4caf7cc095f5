import type { KubernetesObject, Mutable } from '../model/objects';
import { isJsonObject, type Json, type JsonObject } from '../model/json';
import type { Resource } from '../model/Resource';
import { StatusError } from '../model/StatusError';
import {
  deployments,
  persistentVolumeClaims,
  services,
  statefulSets,
} from '../resources';
import { decode } from '../schema/decode';
import { kindType } from '../schema/Schema';
import recorded from './__fixtures__/strategicMergePatches.json';
import { strategicMergePatch } from './strategicMergePatch';

/** What a real API server was asked and what it answered; see scripts/recordAnswers.mjs. */
interface Recorded {
  server: string;
  objects: Record<string, { stored: JsonObject }>;
  patches: {
    name: string;
    object: string;
    patch: JsonObject;
    /** What the patch changed, by JSON pointer; null for what is gone. */
    changes?: Record<string, Json>;
    /** What strict decoding would have refused. */
    strict?: string[];
    failure?: { code: number; reason?: string; message: string };
  }[];
}

const { server, objects, patches } = recorded as Recorded;

const patchable: Resource[] = [
  deployments,
  statefulSets,
  services,
  persistentVolumeClaims,
];

function withDefaults(object: JsonObject): JsonObject {
  const draft = structuredClone(object);
  for (const resource of patchable) {
    if (resource.kind === draft.kind) {
      resource.defaults?.(draft as Mutable<KubernetesObject>);
    }
  }
  return draft;
}

/** Patches, decodes and fills in the defaults: what the API server does before it judges the object. */
function patched(original: JsonObject, patch: JsonObject) {
  const type = kindType(String(original.apiVersion), String(original.kind));
  const { object, strictErrors } = decode(
    strategicMergePatch(original, patch, type),
    type,
  );
  return { object: withDefaults(object), strictErrors };
}

function withChanges(object: JsonObject, changes: Record<string, Json>) {
  const result = structuredClone(object);
  for (const [pointer, value] of Object.entries(changes)) {
    const path = pointer
      .split('/')
      .slice(1)
      .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    const last = path.pop() ?? '';
    const parent = path.reduce<Json | undefined>(child, result);
    if (Array.isArray(parent) && value !== null) {
      parent[Number(last)] = value;
    } else if (isJsonObject(parent)) {
      parent[last] = value ?? undefined;
    }
  }
  return result;
}

function child(parent: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(parent)) {
    return parent[Number(name)];
  }
  return isJsonObject(parent) ? parent[name] : undefined;
}

function failureOf(action: () => unknown): StatusError {
  try {
    action();
  } catch (error) {
    if (error instanceof StatusError) {
      return error;
    }
    throw error;
  }
  throw new Error('did not fail');
}

describe(`a strategic merge patch, as Kubernetes ${server} applies it`, () => {
  it.each(patches.filter(({ changes }) => changes))(
    '$name',
    ({ object, patch, changes = {}, strict = [] }) => {
      const { stored } = objects[object];

      const result = patched(stored, patch);

      expect(result.object).toEqual(withChanges(stored, changes));
      expect(result.strictErrors.sort()).toEqual([...strict].sort());
    },
  );

  it.each(patches.filter(({ failure }) => failure && failure.code !== 422))(
    'refuses: $name',
    ({ object, patch, failure }) => {
      const error = failureOf(() => patched(objects[object].stored, patch));

      expect(error.toStatus()).toMatchObject(failure ?? {});
      expect(error.toStatus().reason).toBe(failure?.reason);
    },
  );

  it.each(patches.filter(({ failure }) => failure?.code === 422))(
    'leaves what can no longer be decoded: $name',
    ({ object, patch }) => {
      const error = failureOf(() => patched(objects[object].stored, patch));

      expect(error.reason).toBe('BadRequest');
    },
  );

  it('gives an object back as it was when a claim is attached and detached again', () => {
    const { stored } = objects.rolling;
    const attach = {
      spec: {
        strategy: { $retainKeys: ['type'], type: 'Recreate' },
        template: {
          spec: {
            volumes: [
              {
                name: 'vol-data',
                persistentVolumeClaim: { claimName: 'svc-data' },
              },
            ],
            containers: [
              {
                name: 'app',
                volumeMounts: [{ name: 'vol-data', mountPath: '/more' }],
              },
            ],
          },
        },
      },
    };
    const detach = {
      spec: {
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' },
        },
        template: {
          spec: {
            volumes: [{ $patch: 'delete', name: 'vol-data' }],
            containers: [
              {
                name: 'app',
                volumeMounts: [{ $patch: 'delete', mountPath: '/more' }],
              },
            ],
          },
        },
      },
    };

    const attached = patched(stored, attach).object;
    const detached = patched(attached, detach).object;

    expect(attached).not.toEqual(stored);
    expect(detached).toEqual(stored);
  });

  it('changes neither the object nor the patch', () => {
    for (const { object, patch, failure } of patches) {
      const { stored } = objects[object];
      const before = structuredClone({ stored, patch });
      if (!failure) {
        patched(stored, patch);
      }
      expect({ stored, patch }).toEqual(before);
    }
  });
});
