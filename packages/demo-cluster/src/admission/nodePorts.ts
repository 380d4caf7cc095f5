import { fieldErrors } from '../model/fieldErrors';
import { invalid } from '../model/failures';
import { services } from '../resources';
import { concerns, type Admission, type ObjectReader } from './Admission';

const FIRST = 30000;
const LAST = 32767;

/**
 * Every port of a NodePort service has a port of its own on the nodes.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport
 */
export const nodePorts: Admission = request => {
  if (request.operation === 'DELETE' || !concerns(request, services)) {
    return;
  }
  const { spec, metadata } = request.object;
  if (spec?.type !== 'NodePort') {
    return;
  }
  const taken = portsOfOthers(request.objects, metadata.uid);
  (spec.ports ?? []).forEach((port, index) => {
    if (port.nodePort && taken.has(port.nodePort)) {
      throw invalid(services, metadata.name, [
        fieldErrors.invalid(
          `spec.ports[${index}].nodePort`,
          port.nodePort,
          'provided port is already allocated',
        ),
      ]);
    }
    port.nodePort ??= freePort(taken);
    taken.add(port.nodePort);
  });
};

function portsOfOthers(objects: ObjectReader, uid: string): Set<number> {
  return new Set(
    objects
      .list(services)
      .filter(({ metadata }) => metadata.uid !== uid)
      .flatMap(({ spec }) => spec?.ports ?? [])
      .flatMap(({ nodePort }) => nodePort ?? []),
  );
}

function freePort(taken: Set<number>): number {
  // From the end, so that it stays clear of the ports that manifests choose.
  let port = LAST;
  while (taken.has(port) && port > FIRST) {
    port -= 1;
  }
  return port;
}
