/**
 * A folder as Kubernetes takes it: absolute, without `.`, `..` and `:`, without a slash at its end. Undefined for what is none.
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#volumes-1 (`mountPath`)
 */
export function normalPath(path: string): string | undefined {
  const parts = partsOf(path);
  return path.startsWith('/') && parts ? `/${parts.join('/')}` : undefined;
}

/** A folder inside a volume: as {@link normalPath}, but relative. Undefined for what is none. */
export function normalSubPath(path: string): string | undefined {
  const parts = partsOf(path);
  return !path.startsWith('/') && parts && parts.length > 0
    ? parts.join('/')
    : undefined;
}

function partsOf(path: string): string[] | undefined {
  const parts = path.split('/').filter(part => part !== '');
  const isUsable =
    path.length <= 1024 &&
    !/[:\p{Cc}]/u.test(path) &&
    parts.every(part => part !== '.' && part !== '..' && part.length <= 255);
  return isUsable ? parts : undefined;
}

/** Whether one folder is the other, or inside it. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || folder === '/' || path.startsWith(`${folder}/`);
}
