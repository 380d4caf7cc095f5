import type { ServicePort } from 'kubernetes-types/core/v1';
import { fieldErrors } from '../model/fieldErrors';
import type { FieldError } from '../model/Resource';
import { validatePort } from './ports';

/** The rules for the ports of a service; `type` is the service's. */
export function validateServicePorts(
  ports: ServicePort[],
  type: string,
): FieldError[] {
  const names = new Set<string>();
  const numbers = new Set<string>();
  return ports.flatMap((port, index) => {
    const at = `spec.ports[${index}]`;
    const errors: FieldError[] = [];
    if (!port.name && ports.length > 1) {
      errors.push(fieldErrors.required(`${at}.name`));
    } else if (port.name && names.has(port.name)) {
      errors.push(fieldErrors.duplicate(`${at}.name`, port.name));
    }
    names.add(port.name ?? '');
    errors.push(...validatePort(port.port, `${at}.port`));
    if (typeof port.targetPort === 'number') {
      errors.push(...validatePort(port.targetPort, `${at}.targetPort`));
    }
    errors.push(...validateNodePort(port.nodePort, `${at}.nodePort`, type));
    const number = `${port.protocol} ${port.port}`;
    if (numbers.has(number)) {
      errors.push(fieldErrors.duplicate(at, inGo(port)));
    }
    numbers.add(number);
    return errors;
  });
}

function validateNodePort(
  port: number | undefined,
  field: string,
  type: string,
): FieldError[] {
  if (!port) {
    return [];
  }
  if (type === 'ClusterIP') {
    return [
      fieldErrors.forbidden(
        field,
        "may not be used when `type` is 'ClusterIP'",
      ),
    ];
  }
  return port >= 30000 && port <= 32767
    ? []
    : [
        fieldErrors.invalid(
          field,
          port,
          'provided port is not in the valid range. The range of valid ports is 30000-32767',
        ),
      ];
}

/** How the API server shows a port that is there twice. */
function inGo({ protocol, port }: ServicePort) {
  return {
    Name: '',
    Protocol: protocol,
    AppProtocol: null,
    Port: port,
    TargetPort: 0,
    NodePort: 0,
  };
}
