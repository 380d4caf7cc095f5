import { services } from '../resources';
import { concerns, type Admission } from './Admission';

const FIRST = 10;
const LAST = 65_000;

/**
 * Every service that is not headless has an address of its own. Nothing answers there: the demo cluster has no network between pods.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#headless-services
 */
export const clusterAddresses: Admission = request => {
  if (request.operation !== 'CREATE' || !concerns(request, services)) {
    return;
  }
  const { spec } = request.object;
  if (spec && spec.clusterIP === undefined) {
    const taken = new Set(
      request.objects.list(services).map(service => service.spec?.clusterIP),
    );
    for (
      let number = FIRST;
      number < LAST && spec.clusterIP === undefined;
      number += 1
    ) {
      const address = `10.96.${Math.floor(number / 256)}.${number % 256}`;
      if (!taken.has(address)) {
        spec.clusterIP = address;
      }
    }
    spec.clusterIPs = spec.clusterIP ? [spec.clusterIP] : [];
  }
};
