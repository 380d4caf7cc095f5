import type { Registry } from '../registry/Registry';

/** Now, as Kubernetes writes times: RFC 3339 with whole seconds. */
export function timestamp(registry: Registry): string {
  return `${registry.now().toISOString().slice(0, 19)}Z`;
}
