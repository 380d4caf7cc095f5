import type { Event } from 'kubernetes-types/core/v1';
import { fieldErrors } from '../model/fieldErrors';
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
  validate({ involvedObject, metadata }) {
    return !involvedObject?.namespace ||
      involvedObject.namespace === metadata?.namespace
      ? []
      : [
          fieldErrors.invalid(
            'involvedObject.namespace',
            involvedObject.namespace,
            'does not match event.namespace',
          ),
        ];
  },
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
