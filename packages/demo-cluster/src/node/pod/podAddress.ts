import type { Registry } from '../../registry/Registry';
import { pods } from '../../resources';

/** The node's own address: where the ports of Services of type NodePort are. */
export const NODE_ADDRESS = '127.0.0.1';

/**
 * An address for a new pod that no other pod has.
 *
 * @remarks
 * Pods are told apart by it, nothing listens there: the ports of containers are on 127.0.0.1, under numbers that the node knows.
 *
 * @param subnet - one per node
 */
export function freePodAddress(registry: Registry, subnet: number): string {
  const taken = new Set(registry.list(pods).map(pod => pod.status?.podIP));
  for (let host = 2; host < 255; host++) {
    const address = `10.244.${subnet}.${host}`;
    if (!taken.has(address)) {
      return address;
    }
  }
  throw new Error(`All pod addresses of subnet ${subnet} are taken`);
}
