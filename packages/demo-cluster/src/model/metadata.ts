import type { ObjectMeta, OwnerReference } from 'kubernetes-types/meta/v1';
import { fieldErrors } from './fieldErrors';
import {
  keyProblem,
  labelProblem,
  labelValueProblem,
  subdomainProblem,
} from './names';
import type { FieldError, Resource } from './Resource';

const STANDARD_FINALIZERS = ['kubernetes', 'foregroundDeletion', 'orphan'];
const MAX_ANNOTATIONS_BYTES = 256 * 1024;

/** The rules for the metadata of any object, after k8s.io/apimachinery/pkg/api/validation. */
export function validateMetadata(
  resource: Pick<Resource, 'nameRule'>,
  metadata: ObjectMeta,
): FieldError[] {
  return [
    ...validateName(resource, metadata.name),
    ...validateLabels(metadata.labels, 'metadata.labels'),
    ...validateAnnotations(metadata.annotations, 'metadata.annotations'),
    ...(metadata.ownerReferences ?? []).flatMap(validateOwner),
    ...(metadata.finalizers ?? []).flatMap(validateFinalizer),
  ];
}

function validateName(
  { nameRule }: Pick<Resource, 'nameRule'>,
  name: string | undefined,
): FieldError[] {
  if (!name) {
    return [
      fieldErrors.required('metadata.name', 'name or generateName is required'),
    ];
  }
  const problem =
    nameRule === 'label' ? labelProblem(name) : subdomainProblem(name);
  return problem ? [fieldErrors.invalid('metadata.name', name, problem)] : [];
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set */
export function validateLabels(
  labels: Record<string, string> | undefined,
  field: string,
): FieldError[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) =>
    [
      { text: key, problem: keyProblem(key) },
      { text: value, problem: labelValueProblem(value) },
    ].flatMap(({ text, problem }) =>
      problem ? [fieldErrors.invalid(field, text, problem)] : [],
    ),
  );
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/#syntax-and-character-set */
export function validateAnnotations(
  annotations: Record<string, string> | undefined,
  field: string,
): FieldError[] {
  const entries = Object.entries(annotations ?? {});
  const errors = entries.flatMap(([key]) => {
    const problem = keyProblem(key.toLocaleLowerCase('en-US'));
    return problem ? [fieldErrors.invalid(field, key, problem)] : [];
  });
  const bytes = entries
    .flat()
    .reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return bytes > MAX_ANNOTATIONS_BYTES
    ? [...errors, fieldErrors.tooLong(field, MAX_ANNOTATIONS_BYTES)]
    : errors;
}

function validateOwner(owner: OwnerReference): FieldError[] {
  const at = 'metadata.ownerReferences';
  const fields = ['apiVersion', 'kind', 'name', 'uid'] as const;
  return fields
    .filter(field => !owner[field])
    .map(field =>
      fieldErrors.invalid(
        `${at}.${field}`,
        '',
        field === 'apiVersion'
          ? 'version must not be empty'
          : 'must not be empty',
      ),
    );
}

/** @see https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/ */
function validateFinalizer(finalizer: string, index: number): FieldError[] {
  const field = `metadata.finalizers[${index}]`;
  const problem = keyProblem(finalizer);
  if (problem) {
    return [fieldErrors.invalid(field, finalizer, problem)];
  }
  return finalizer.includes('/') || STANDARD_FINALIZERS.includes(finalizer)
    ? []
    : [
        fieldErrors.invalid(
          field,
          finalizer,
          'name is neither a standard finalizer name nor is it fully qualified',
        ),
      ];
}
