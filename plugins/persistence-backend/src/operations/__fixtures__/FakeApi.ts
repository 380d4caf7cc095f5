import { ClusterError, type ClusterRequest } from '../../clusters';
import { FakeCluster } from '../../observation/testing/FakeCluster';

type Json = Record<string, unknown>;

/** What a SelfSubjectAccessReview asks for. */
export interface AccessRight {
  verb: string;
  group: string;
  resource: string;
  namespace: string;
}

/** An object as the fake API keeps it. */
export interface ApiObject extends Json {
  metadata: Json & {
    name: string;
    uid: string;
    resourceVersion: string;
    generation: number;
    annotations?: Record<string, string>;
  };
  spec?: object;
}

/**
 * As much of an API server as steps need: objects with versions, generations and conflicts. All patches are merged as RFC 7396 says, also
 * strategic ones: what those mean is the real server's business.
 */
export class FakeApi {
  readonly cluster = FakeCluster.create();
  /** What has landed: `POST /api/v1/…`. */
  readonly landed: string[] = [];
  readonly #objects = new Map<string, ApiObject>();
  #version = 100;
  /** What the server warns of when something is patched. */
  warnings: string[] = [];
  /** Whether our service account has a right. */
  allows: (right: AccessRight) => boolean = () => true;
  /** Called before each request is answered; what it throws is the answer. */
  before: (request: ClusterRequest) => void | Promise<void> = () => {};
  /** Called when a write has landed, before that is answered; what it throws is the answer. */
  after: (request: ClusterRequest) => void = () => {};

  static create(): FakeApi {
    return new FakeApi();
  }

  private constructor() {
    this.cluster.answer = async request => {
      await this.before(request);
      return structuredClone(this.#answer(request));
    };
  }

  /** Puts an object there, or changes it as somebody else does. */
  put(
    path: string,
    object: { metadata?: object; spec?: object } = {},
  ): ApiObject {
    const { metadata = {}, ...rest } = object;
    const name = path.slice(path.lastIndexOf('/') + 1);
    const stored: ApiObject = {
      ...rest,
      metadata: {
        name,
        uid: 'uid',
        generation: 1,
        ...metadata,
        resourceVersion: String((this.#version += 1)),
      },
    };
    this.#objects.set(path, stored);
    return stored;
  }

  /** As when the status of an object changes: another version, the same generation. */
  touch(path: string): void {
    const object = this.get(path);
    object.metadata.resourceVersion = String((this.#version += 1));
  }

  remove(path: string): void {
    this.#objects.delete(path);
  }

  get(path: string): ApiObject {
    const object = this.#objects.get(path);
    if (!object) {
      throw new Error(`There is no ${path}`);
    }
    return object;
  }

  #answer(request: ClusterRequest): unknown {
    const { method = 'GET', path, query } = request;
    if (path.endsWith('/selfsubjectaccessreviews')) {
      const { spec } = request.body as {
        spec: { resourceAttributes: AccessRight };
      };
      return { status: { allowed: this.allows(spec.resourceAttributes) } };
    }
    if (method === 'POST') {
      const body = request.body as { metadata: { name: string } };
      const object = `${path}/${body.metadata.name}`;
      if (this.#objects.has(object)) {
        throw refusal(409, 'AlreadyExists');
      }
      if (query?.dryRun) {
        return body;
      }
      return this.#land(request, () =>
        this.put(object, {
          ...body,
          metadata: { ...body.metadata, uid: `uid-${this.#version}` },
        }),
      );
    }
    const found = this.#objects.get(path);
    if (!found) {
      throw refusal(404, 'NotFound');
    }
    if (method === 'GET') {
      return found;
    }
    for (const warning of this.warnings) {
      request.onWarning?.(warning);
    }
    const body = request.body as { metadata?: { resourceVersion?: string } };
    const { resourceVersion } = body.metadata ?? {};
    if (
      resourceVersion !== undefined &&
      resourceVersion !== found.metadata.resourceVersion
    ) {
      throw refusal(409, 'Conflict');
    }
    const changed = merged(found, body) as ApiObject;
    if (JSON.stringify(changed.spec) !== JSON.stringify(found.spec)) {
      changed.metadata.generation += 1;
    }
    return query?.dryRun
      ? changed
      : this.#land(request, () => this.put(path, changed));
  }

  #land(request: ClusterRequest, write: () => ApiObject): ApiObject {
    const object = write();
    this.landed.push(`${request.method} ${request.path}`);
    this.after(request);
    return object;
  }
}

/** An answer of the API server that is none. */
export function refusal(
  status: number,
  reason?: string,
  message = `refused with ${status}`,
): ClusterError {
  return new ClusterError({
    cluster: 'test',
    kind: 'rejected',
    status,
    reason,
    message,
  });
}

/** No answer. */
export function silence(): ClusterError {
  return new ClusterError({
    cluster: 'test',
    kind: 'timeout',
    message: 'no answer',
  });
}

function merged(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) {
    return patch;
  }
  const result: Json = isObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) {
      delete result[key];
    } else if (value !== undefined) {
      result[key] = merged(result[key], value);
    }
  }
  return result;
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
