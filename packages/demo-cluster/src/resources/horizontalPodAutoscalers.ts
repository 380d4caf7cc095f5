import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2';
import { fieldErrors } from '../model/fieldErrors';
import type { FieldError, Resource } from '../model/Resource';

/** What a load is when nobody says it. It is never measured here: nobody acts on these objects. */
const LOAD = [
  {
    type: 'Resource',
    resource: {
      name: 'cpu',
      target: { type: 'Utilization', averageUtilization: 80 },
    },
  },
];

/** @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/ */
export const horizontalPodAutoscalers: Resource<HorizontalPodAutoscaler> = {
  group: 'autoscaling',
  version: 'v2',
  kind: 'HorizontalPodAutoscaler',
  plural: 'horizontalpodautoscalers',
  singular: 'horizontalpodautoscaler',
  shortNames: ['hpa'],
  namespaced: true,
  status: true,
  defaults({ spec }) {
    if (spec) {
      spec.minReplicas ??= 1;
      spec.metrics ??= structuredClone(LOAD);
    }
  },
  prepareForCreate(draft) {
    draft.status = { desiredReplicas: 0 };
  },
  validate({ spec }) {
    const { minReplicas = 1, maxReplicas = 0, scaleTargetRef } = spec ?? {};
    return [
      ...validateReplicas(minReplicas, maxReplicas),
      ...validateTarget(scaleTargetRef),
    ];
  },
};

function validateReplicas(
  minReplicas: number,
  maxReplicas: number,
): FieldError[] {
  const errors: FieldError[] = [];
  if (minReplicas < 1) {
    errors.push(
      fieldErrors.invalid(
        'spec.minReplicas',
        minReplicas,
        'must be greater than or equal to 1',
      ),
    );
  }
  if (maxReplicas === 0) {
    errors.push(
      fieldErrors.required(
        'spec.maxReplicas',
        'must be set and greater than 0',
      ),
    );
  } else if (maxReplicas < 1) {
    errors.push(
      fieldErrors.invalid(
        'spec.maxReplicas',
        maxReplicas,
        'must be greater than or equal to 1',
      ),
    );
  }
  if (maxReplicas < minReplicas) {
    errors.push(
      fieldErrors.invalid(
        'spec.maxReplicas',
        maxReplicas,
        'must be greater than or equal to `minReplicas`',
      ),
    );
  }
  return errors;
}

function validateTarget(
  target: Partial<
    NonNullable<HorizontalPodAutoscaler['spec']>['scaleTargetRef']
  > = {},
): FieldError[] {
  const { kind, name, apiVersion = '' } = target;
  return [
    ...(kind ? [] : [fieldErrors.required('spec.scaleTargetRef.kind')]),
    ...(name ? [] : [fieldErrors.required('spec.scaleTargetRef.name')]),
    ...(apiVersion === ''
      ? [
          fieldErrors.invalid(
            'spec.scaleTargetRef.apiVersion',
            apiVersion,
            'apiVersion must specify API group',
          ),
        ]
      : []),
  ];
}
