import { useFormat } from '../../formatting';

/** A Kubernetes quantity as people read it; the quantity itself on hover. */
export function Size({ quantity }: { quantity: string }) {
  return <span title={quantity}>{useFormat().size(quantity)}</span>;
}
