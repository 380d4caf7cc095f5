import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { fieldErrors } from '../model/fieldErrors';
import { jsonEqual } from '../model/json';
import type { FieldError } from '../model/Resource';
import { labelMatcher } from '../model/selectors';
import { validateAnnotations, validateLabels } from '../model/metadata';
import { validatePodSpec } from './podValidation';

/** The part of a spec that Deployments, ReplicaSets and StatefulSets share. */
export interface WorkloadSpec {
  replicas?: number;
  minReadySeconds?: number;
  selector?: LabelSelector;
  template?: PodTemplateSpec;
}

/**
 * The rules that Deployments, ReplicaSets and StatefulSets share.
 *
 * @param kind - how messages name the kind; those about ReplicaSets speak of Deployments
 */
export function validateWorkloadSpec(
  spec: WorkloadSpec | undefined,
  kind: 'deployment' | 'statefulset' = 'deployment',
): FieldError[] {
  const errors: FieldError[] = [];
  for (const field of ['replicas', 'minReadySeconds'] as const) {
    const value = spec?.[field] ?? 0;
    if (value < 0) {
      errors.push(
        fieldErrors.invalid(
          `spec.${field}`,
          value,
          'must be greater than or equal to 0',
        ),
      );
    }
  }
  if (!spec?.selector) {
    errors.push(fieldErrors.required('spec.selector'));
  } else if (!selects(spec.selector)) {
    errors.push(
      fieldErrors.invalid(
        'spec.selector',
        spec.selector,
        `empty selector is invalid for ${kind}`,
      ),
    );
  }
  return [...errors, ...validateTemplate(spec)];
}

function validateTemplate(spec: WorkloadSpec | undefined): FieldError[] {
  const errors: FieldError[] = [];
  const { metadata, spec: podSpec } = spec?.template ?? {};
  const labels = metadata?.labels;
  if (!labelMatcher(spec?.selector)(labels)) {
    errors.push(
      fieldErrors.invalid(
        'spec.template.metadata.labels',
        labels ?? null,
        '`selector` does not match template `labels`',
      ),
    );
  }
  errors.push(
    ...validateLabels(labels, 'spec.template.labels'),
    ...validateAnnotations(metadata?.annotations, 'spec.template.annotations'),
    ...validatePodSpec(podSpec, 'spec.template.spec'),
  );
  const restart = podSpec?.restartPolicy;
  if (restart && restart !== 'Always') {
    errors.push(
      fieldErrors.notSupported('spec.template.spec.restartPolicy', restart, [
        'Always',
      ]),
    );
  }
  return errors;
}

/** https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#label-selector-updates */
export function validateSelectorUnchanged(
  spec: WorkloadSpec | undefined,
  old: WorkloadSpec | undefined,
): FieldError[] {
  return jsonEqual(spec?.selector, old?.selector)
    ? []
    : [
        fieldErrors.invalid(
          'spec.selector',
          spec?.selector ?? null,
          'field is immutable',
        ),
      ];
}

function selects(selector: LabelSelector): boolean {
  return (
    Object.keys(selector.matchLabels ?? {}).length > 0 ||
    (selector.matchExpressions ?? []).length > 0
  );
}
