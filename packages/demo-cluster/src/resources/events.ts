import type { Event } from 'kubernetes-types/core/v1';
import type { Resource } from '../model/Resource';

/** @see https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/ */
export const events: Resource<Event> = {
  group: '',
  version: 'v1',
  kind: 'Event',
  plural: 'events',
  singular: 'event',
  shortNames: ['ev'],
  namespaced: true,
  fields({ involvedObject, reason, reportingComponent, source, type }) {
    return {
      'involvedObject.kind': involvedObject?.kind ?? '',
      'involvedObject.namespace': involvedObject?.namespace ?? '',
      'involvedObject.name': involvedObject?.name ?? '',
      'involvedObject.uid': involvedObject?.uid ?? '',
      'involvedObject.apiVersion': involvedObject?.apiVersion ?? '',
      'involvedObject.resourceVersion': involvedObject?.resourceVersion ?? '',
      'involvedObject.fieldPath': involvedObject?.fieldPath ?? '',
      reason: reason ?? '',
      reportingComponent: reportingComponent ?? '',
      source: source?.component || reportingComponent || '',
      type: type ?? '',
    };
  },
};
