import { fieldErrors } from '../model/fieldErrors';
import { labelProblem } from '../model/names';
import type { FieldError } from '../model/Resource';

/** Names of containers and of volumes are labels of a domain name, each once in a pod. */
export function validateUniqueName(
  name: string | undefined,
  field: string,
  others: Set<string>,
): FieldError[] {
  if (!name) {
    return [fieldErrors.required(field)];
  }
  const problem = labelProblem(name);
  if (problem) {
    return [fieldErrors.invalid(field, name, problem)];
  }
  return others.has(name) ? [fieldErrors.duplicate(field, name)] : [];
}
