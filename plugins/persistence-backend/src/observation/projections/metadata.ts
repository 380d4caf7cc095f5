import type { ObjectMeta, OwnerReference } from 'kubernetes-types/meta/v1';
import { listOf, textOf, type Raw } from './Raw';
import { share, shareText } from './share';

/** What every object has. */
export interface Identity {
  name: string;
  uid: string;
  createdAt: string;
}

/** An object whose metadata says nothing else. */
export interface RawObject {
  metadata: ObjectMeta;
}

/** Annotations that something of ours reads. Others may be large or secret, and are never kept. */
const KEPT_ANNOTATIONS: readonly (string | RegExp)[] = [
  /^backstage-persistence\//,
  /^backstage\.io\//,
  // Who manages an object
  /^argocd\.argoproj\.io\//,
  /^([a-z-]+\.)*fluxcd\.io\//,
  /^(meta\.)?helm\.sh\//,
  /^app\.kubernetes\.io\/(managed-by|instance|part-of)$/,
  /^config\.(k8s|kubernetes)\.io\/(owning-inventory|origin)$/,
  /^kapp\.k14s\.io\/identity$/,
  /^fleet\.cattle\.io\//,
  // How claims and volumes meet
  /^volume\.(beta\.)?kubernetes\.io\//,
  'kubectl.kubernetes.io/restartedAt',
  'deployment.kubernetes.io/revision',
];

/** What every object has, or undefined for what is no object of a cluster. */
export function identityOf(
  metadata: Raw<ObjectMeta>,
): (Identity & { namespace: string }) | undefined {
  const name = textOf(metadata?.name);
  const uid = textOf(metadata?.uid);
  if (name === undefined || uid === undefined) {
    return undefined;
  }
  return {
    namespace: shareText(textOf(metadata?.namespace) ?? ''),
    name,
    uid,
    createdAt: textOf(metadata?.creationTimestamp) ?? new Date(0).toISOString(),
  };
}

/** Labels and whatever else is a map of texts. */
export function labelsOf(
  labels: Raw<Record<string, string>>,
): Readonly<Record<string, string>> {
  return textMapOf(labels, () => true);
}

/** The annotations that something of ours reads. */
export function annotationsOf(
  metadata: Raw<ObjectMeta>,
): Readonly<Record<string, string>> {
  return textMapOf(metadata?.annotations, key =>
    KEPT_ANNOTATIONS.some(kept =>
      typeof kept === 'string' ? kept === key : kept.test(key),
    ),
  );
}

/** The owner that controls an object. */
export function controllerOf(
  metadata: Raw<ObjectMeta>,
): { apiVersion: string; kind: string; name: string; uid: string } | undefined {
  const owner = listOf<OwnerReference>(metadata?.ownerReferences).find(
    ({ controller }) => controller === true,
  );
  const kind = textOf(owner?.kind);
  const name = textOf(owner?.name);
  const uid = textOf(owner?.uid);
  return kind && name && uid
    ? share({ apiVersion: textOf(owner?.apiVersion) ?? '', kind, name, uid })
    : undefined;
}

/** The managers that write to an object, other than to its status. */
export function fieldManagersOf(
  metadata: Raw<ObjectMeta>,
): { name: string; operation: string }[] {
  const managers = new Map<string, { name: string; operation: string }>();
  for (const entry of listOf(metadata?.managedFields)) {
    const name = textOf(entry.manager);
    const operation = textOf(entry.operation) ?? 'Update';
    if (name !== undefined && entry.subresource !== 'status') {
      managers.set(`${operation} ${name}`, { name, operation });
    }
  }
  return share([...managers.values()]);
}

/**
 * Who applies a Deployment's strategy: a server-side apply of the same manifest takes the field back, or fails.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#conflicts
 */
export function strategyOwnerOf(metadata: Raw<ObjectMeta>): {
  strategyOwner?: string;
} {
  for (const entry of listOf(metadata?.managedFields)) {
    const name = textOf(entry.manager);
    const fields: unknown = entry.fieldsV1;
    if (
      name !== undefined &&
      entry.operation === 'Apply' &&
      has(memberOf(fields, 'f:spec'), 'f:strategy')
    ) {
      return { strategyOwner: shareText(name) };
    }
  }
  return {};
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function has(value: unknown, key: string): boolean {
  return memberOf(value, key) !== undefined;
}

function textMapOf(
  map: Raw<Record<string, string>>,
  isKept: (key: string) => boolean,
): Readonly<Record<string, string>> {
  const kept: [string, string][] = [];
  for (const [key, value] of Object.entries(map ?? {})) {
    if (typeof value === 'string' && isKept(key)) {
      kept.push([key, value]);
    }
  }
  return share(Object.fromEntries(kept));
}
