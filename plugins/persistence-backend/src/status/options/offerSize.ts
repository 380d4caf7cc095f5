import {
  parseQuantity,
  type Options,
} from 'backstage-plugin-persistence-common';
import type { Prefill } from '../../entities';
import type { SizePolicy } from '../../policies';

/** How large a claim may be: as the policy says, and by default what the entity asks for where that is allowed. */
export function offerSize(
  policy: SizePolicy,
  { size }: Prefill,
): Options['size'] {
  const [wanted, min, max] = [size ?? '', policy.min, policy.max].map(
    quantity => parseQuantity(quantity) ?? NaN,
  );
  const isAllowed = wanted >= min && wanted <= max;
  return { ...policy, ...(size && isAllowed && { default: size }) };
}
