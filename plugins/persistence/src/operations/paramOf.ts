import type { Operation } from 'backstage-plugin-persistence-common';

/** A value that one of the plan's sentences names, for example until when the shelf keeps a volume. */
export function paramOf(
  { plan }: Operation,
  code: string,
  name: string,
): string | undefined {
  const value = [
    ...plan.consequences,
    ...plan.steps.map(step => step.title),
  ].find(message => message.code === code)?.params[name];
  return value === undefined ? undefined : String(value);
}
