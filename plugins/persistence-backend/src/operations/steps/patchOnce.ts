import { createFinding } from 'backstage-plugin-persistence-common';
import { ClusterError } from '../../clusters';
import { findingOfRefusal, isRefusal } from '../refusal';
import { StepFailure, type StepContext } from '../StepHandler';
import { FIELD_MANAGER, type LiveObject } from './objects';

/** How often somebody else may be faster before we give up. */
const MOST_CONFLICTS = 10;

/**
 * Patches an object so that it lands once, however often this is called: the object is read, and where it says that the patch has landed,
 * nothing is sent. Between the reading and the writing nobody else can have written, because the patch carries the version that was read.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#patch-and-apply
 */
export async function patchOnce<T extends LiveObject>(options: {
  path: string;
  /** For messages, for example `Deployment demo/guestbook`. */
  object: string;
  namespace: string;
  uid: string;
  type: 'strategic-merge-patch' | 'merge-patch';
  patch: object;
  hasLanded: (object: T) => boolean;
  /** Why it may not be patched any more. */
  check?: (object: T) => void;
  context: Pick<StepContext, 'cluster' | 'confirmLease' | 'signal'>;
}): Promise<T> {
  const { path, uid, type, patch, hasLanded, check, context } = options;
  const { cluster, confirmLease, signal } = context;
  for (let conflicts = 0; ; conflicts += 1) {
    const found = await cluster
      .request<T>({ path, signal })
      .catch(error => undefinedWhenGone<T>(error));
    if (found?.metadata.uid !== uid) {
      throw new StepFailure({
        finding: createFinding({
          code: 'OBJECT_GONE',
          severity: 'danger',
          params: { object: options.object },
        }),
        changedNothing: true,
      });
    }
    if (hasLanded(found)) {
      return found;
    }
    check?.(found);
    const { metadata } = patch as { metadata?: object };
    const { resourceVersion } = found.metadata;
    await confirmLease();
    try {
      return await cluster.request<T>({
        method: 'PATCH',
        path,
        query: { fieldManager: FIELD_MANAGER, fieldValidation: 'Strict' },
        contentType: `application/${type}+json`,
        body: { ...patch, metadata: { ...metadata, resourceVersion } },
        signal,
      });
    } catch (error) {
      if (isRefusal(error)) {
        // It had not landed before, and has not now
        throw new StepFailure({
          finding: findingOfRefusal(error, options.namespace),
          changedNothing: true,
        });
      }
      const isConflict =
        error instanceof ClusterError && error.reason === 'Conflict';
      if (!isConflict || conflicts >= MOST_CONFLICTS) {
        throw error;
      }
    }
  }
}

function undefinedWhenGone<T>(error: unknown): T | undefined {
  if (error instanceof ClusterError && error.status === 404) {
    return undefined;
  }
  throw error;
}
