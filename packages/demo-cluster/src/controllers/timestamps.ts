import type { Time } from 'kubernetes-types/meta/v1';

/** RFC 3339 with whole seconds, as Kubernetes writes times. */
export function timestamp(date: Date): Time {
  return `${date.toISOString().slice(0, 19)}Z`;
}
