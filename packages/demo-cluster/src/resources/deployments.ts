import type { Deployment } from 'kubernetes-types/apps/v1';
import { fieldErrors } from '../model/fieldErrors';
import type { Resource } from '../model/Resource';
import { defaultPodTemplate } from './podDefaults';
import { validateDeploymentStrategy } from './deploymentStrategy';
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
    const { minReadySeconds = 0, progressDeadlineSeconds } = spec ?? {};
    const errors = [
      ...validateWorkloadSpec(spec),
      ...validateDeploymentStrategy(spec?.strategy, 'spec.strategy'),
    ];
    if (
      progressDeadlineSeconds !== undefined &&
      progressDeadlineSeconds <= minReadySeconds
    ) {
      errors.push(
        fieldErrors.invalid(
          'spec.progressDeadlineSeconds',
          progressDeadlineSeconds,
          'must be greater than minReadySeconds',
        ),
      );
    }
    return errors;
  },
  validateUpdate({ spec }, old) {
    return validateSelectorUnchanged(spec, old.spec);
  },
};
