import type { Service } from 'kubernetes-types/core/v1';
import { fieldErrors } from '../model/fieldErrors';
import type { FieldError, Resource } from '../model/Resource';
import { validateServicePorts } from './servicePorts';

const TYPES = ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'];
const SERVED_TYPES = ['ClusterIP', 'NodePort'];

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
  prepareForUpdate({ spec }, old) {
    // An update that names no addresses and node ports keeps those that the service was given.
    if (!spec || !old.spec) {
      return;
    }
    spec.clusterIP ??= old.spec.clusterIP;
    spec.clusterIPs ??= old.spec.clusterIPs;
    if (spec.type === 'NodePort') {
      for (const port of spec.ports ?? []) {
        port.nodePort ??= old.spec.ports?.find(
          ({ port: number, protocol }) =>
            number === port.port && protocol === port.protocol,
        )?.nodePort;
      }
    }
  },
  validate({ spec }) {
    const { clusterIP, ports = [], type = 'ClusterIP' } = spec ?? {};
    const errors: FieldError[] = [];
    if (!ports.length && clusterIP !== 'None') {
      errors.push(fieldErrors.required('spec.ports'));
    }
    errors.push(...validateServicePorts(ports, type));
    if (!TYPES.includes(type)) {
      errors.push(fieldErrors.notSupported('spec.type', type, TYPES));
    } else if (!SERVED_TYPES.includes(type)) {
      errors.push(
        fieldErrors.forbidden(
          'spec.type',
          `the demo cluster has no services of the type ${type}`,
        ),
      );
    }
    return errors;
  },
  validateUpdate({ spec }, old) {
    return spec?.clusterIP === old.spec?.clusterIP
      ? []
      : [
          fieldErrors.invalid(
            'spec.clusterIPs[0]',
            [spec?.clusterIP ?? ''],
            'may not change once set',
          ),
        ];
  },
};
