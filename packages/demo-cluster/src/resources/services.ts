import type { Service } from 'kubernetes-types/core/v1';
import { fieldErrors } from '../model/fieldErrors';
import type { FieldError, Resource } from '../model/Resource';

const TYPES = ['ClusterIP', 'NodePort'];

/**
 * People reach a service of the demo cluster by its node port.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/
 */
export const services: Resource<Service> = {
  group: '',
  version: 'v1',
  kind: 'Service',
  plural: 'services',
  singular: 'service',
  shortNames: ['svc'],
  namespaced: true,
  nameRule: 'label',
  status: true,
  defaults({ spec }) {
    if (!spec) {
      return;
    }
    spec.type ??= 'ClusterIP';
    spec.sessionAffinity ??= 'None';
    spec.internalTrafficPolicy ??= 'Cluster';
    if (spec.type === 'NodePort') {
      spec.externalTrafficPolicy ??= 'Cluster';
    }
    if (spec.clusterIP === 'None') {
      spec.clusterIPs ??= ['None'];
    }
    spec.ipFamilies ??= ['IPv4'];
    spec.ipFamilyPolicy ??= 'SingleStack';
    for (const port of spec.ports ?? []) {
      port.protocol ??= 'TCP';
      port.targetPort ??= port.port;
    }
  },
  prepareForCreate(draft) {
    draft.status = { loadBalancer: {} };
  },
  validate({ spec }) {
    const errors: FieldError[] = [];
    if (!spec?.ports?.length && spec?.clusterIP !== 'None') {
      errors.push(fieldErrors.required('spec.ports'));
    }
    if (spec?.type && !TYPES.includes(spec.type)) {
      errors.push(fieldErrors.notSupported('spec.type', spec.type, TYPES));
    }
    (spec?.ports ?? []).forEach((port, index) => {
      if (port.nodePort && (port.nodePort < 30000 || port.nodePort > 32767)) {
        errors.push(
          fieldErrors.invalid(
            `spec.ports[${index}].nodePort`,
            port.nodePort,
            'provided port is not in the valid range. The range of valid ports is 30000-32767',
          ),
        );
      }
    });
    return errors;
  },
};
