import type { ControllerRevision } from 'kubernetes-types/apps/v1';
import type { Resource } from '../model/Resource';

export const controllerRevisions: Resource<ControllerRevision> = {
  group: 'apps',
  version: 'v1',
  kind: 'ControllerRevision',
  plural: 'controllerrevisions',
  singular: 'controllerrevision',
  namespaced: true,
};
