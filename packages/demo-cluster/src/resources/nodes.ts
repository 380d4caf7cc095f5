import type { Node } from 'kubernetes-types/core/v1';
import type { Resource } from '../model/Resource';

export const nodes: Resource<Node> = {
  group: '',
  version: 'v1',
  kind: 'Node',
  plural: 'nodes',
  singular: 'node',
  namespaced: false,
  shortNames: ['no'],
  status: true,
};
