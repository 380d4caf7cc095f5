import type { Service } from 'kubernetes-types/core/v1';
import type { Place } from './place';

/** A service without a selector: an object that nobody but us changes. */
export function service(
  name: string,
  labels?: Record<string, string>,
): Service {
  return { metadata: { name, labels }, spec: { ports: [{ port: 80 }] } };
}

/** Creates the services s0, s1, … */
export async function createServices(
  place: Place,
  count: number,
): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    (await place.services.create(service(`s${index}`))).ok();
  }
}
