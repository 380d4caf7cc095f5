import type { Namespace } from 'kubernetes-types/core/v1';
import type { Resource } from '../model/Resource';

/**
 * A namespace ends when its content is gone: the finalizer in `spec` stands for that.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/namespaces/
 */
export const namespaces: Resource<Namespace> = {
  group: '',
  version: 'v1',
  kind: 'Namespace',
  plural: 'namespaces',
  singular: 'namespace',
  shortNames: ['ns'],
  namespaced: false,
  nameRule: 'label',
  status: true,
  defaults(draft) {
    draft.metadata ??= {};
    draft.metadata.labels = {
      ...draft.metadata.labels,
      'kubernetes.io/metadata.name': draft.metadata.name ?? '',
    };
  },
  prepareForCreate(draft) {
    draft.spec = { finalizers: ['kubernetes'] };
    draft.status = { phase: 'Active' };
  },
  fields({ status }) {
    return { 'status.phase': status?.phase ?? '' };
  },
};
