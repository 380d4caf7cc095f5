import type { ReplicaSet } from 'kubernetes-types/apps/v1';
import type { Resource } from '../model/Resource';
import { defaultPodTemplate } from './podDefaults';
import { validateSelectorUnchanged, validateWorkloadSpec } from './workloads';

/** @see https://kubernetes.io/docs/concepts/workloads/controllers/replicaset/ */
export const replicaSets: Resource<ReplicaSet> = {
  group: 'apps',
  version: 'v1',
  kind: 'ReplicaSet',
  plural: 'replicasets',
  singular: 'replicaset',
  shortNames: ['rs'],
  namespaced: true,
  status: true,
  scale: true,
  generation: true,
  defaults({ spec }) {
    if (spec) {
      spec.replicas ??= 1;
      defaultPodTemplate(spec.template);
    }
  },
  prepareForCreate(draft) {
    draft.status = { replicas: 0 };
  },
  validate({ spec }) {
    return validateWorkloadSpec(spec);
  },
  validateUpdate({ spec }, old) {
    return validateSelectorUnchanged(spec, old.spec);
  },
};
