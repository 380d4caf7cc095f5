import type { Deployment, DeploymentSpec } from 'kubernetes-types/apps/v1';
import { fieldErrors } from '../model/fieldErrors';
import type { FieldError, Resource } from '../model/Resource';
import { defaultPodTemplate } from './podDefaults';
import { validateSelectorUnchanged, validateWorkloadSpec } from './workloads';

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/ */
export const deployments: Resource<Deployment> = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  plural: 'deployments',
  singular: 'deployment',
  shortNames: ['deploy'],
  namespaced: true,
  status: true,
  scale: true,
  generation: true,
  defaults({ spec }) {
    if (!spec) {
      return;
    }
    spec.replicas ??= 1;
    spec.revisionHistoryLimit ??= 10;
    spec.progressDeadlineSeconds ??= 600;
    spec.strategy ??= {};
    spec.strategy.type ??= 'RollingUpdate';
    if (spec.strategy.type === 'RollingUpdate') {
      spec.strategy.rollingUpdate ??= {};
      spec.strategy.rollingUpdate.maxUnavailable ??= '25%';
      spec.strategy.rollingUpdate.maxSurge ??= '25%';
    }
    defaultPodTemplate(spec.template);
  },
  prepareForCreate(draft) {
    draft.status = {};
  },
  validate({ spec }) {
    return [...validateWorkloadSpec(spec), ...validateStrategy(spec)];
  },
  validateUpdate({ spec }, old) {
    return validateSelectorUnchanged(spec, old.spec);
  },
};

function validateStrategy(spec: DeploymentSpec | undefined): FieldError[] {
  const at = 'spec.strategy';
  const strategy = spec?.strategy;
  switch (strategy?.type) {
    case 'Recreate':
      return strategy.rollingUpdate
        ? [
            fieldErrors.forbidden(
              `${at}.rollingUpdate`,
              "may not be specified when strategy `type` is 'Recreate'",
            ),
          ]
        : [];
    case 'RollingUpdate': {
      const { maxSurge, maxUnavailable } = strategy.rollingUpdate ?? {};
      return isZero(maxSurge) && isZero(maxUnavailable)
        ? [
            fieldErrors.invalid(
              `${at}.rollingUpdate.maxUnavailable`,
              maxUnavailable,
              'may not be 0 when `maxSurge` is 0',
            ),
          ]
        : [];
    }
    case undefined:
      return [];
    default:
      return [
        fieldErrors.notSupported(`${at}.type`, strategy?.type, [
          'Recreate',
          'RollingUpdate',
        ]),
      ];
  }
}

function isZero(value: number | string | undefined): boolean {
  return value === 0 || value === '0%';
}
