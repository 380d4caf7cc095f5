import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { LabelSelector } from 'kubernetes-types/meta/v1';
import { fieldErrors } from '../model/fieldErrors';
import { jsonEqual } from '../model/json';
import type { FieldError } from '../model/Resource';
import { labelMatcher } from '../model/selectors';
import { validatePodSpec } from './podValidation';

/** The part of a spec that Deployments, ReplicaSets and StatefulSets share. */
export interface WorkloadSpec {
  replicas?: number;
  selector?: LabelSelector;
  template?: PodTemplateSpec;
}

/** The rules that Deployments, ReplicaSets and StatefulSets share. */
export function validateWorkloadSpec(
  spec: WorkloadSpec | undefined,
): FieldError[] {
  const errors: FieldError[] = [];
  if ((spec?.replicas ?? 0) < 0) {
    errors.push(
      fieldErrors.invalid(
        'spec.replicas',
        spec?.replicas,
        'must be greater than or equal to 0',
      ),
    );
  }
  if (!spec?.selector) {
    errors.push(fieldErrors.required('spec.selector'));
  } else if (!selects(spec.selector)) {
    errors.push(
      fieldErrors.invalid(
        'spec.selector',
        spec.selector,
        'empty selector is invalid for deployment',
      ),
    );
  }
  if (!spec?.template) {
    errors.push(fieldErrors.required('spec.template'));
    return errors;
  }
  const labels = spec.template.metadata?.labels;
  if (spec.selector && !labelMatcher(spec.selector)(labels)) {
    errors.push(
      fieldErrors.invalid(
        'spec.template.metadata.labels',
        labels ?? null,
        '`selector` does not match template `labels`',
      ),
    );
  }
  errors.push(...validatePodSpec(spec.template.spec, 'spec.template.spec'));
  const restart = spec.template.spec?.restartPolicy;
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
