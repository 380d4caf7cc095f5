import {
  createFinding,
  parseQuantity,
} from 'backstage-plugin-persistence-common';
import type { Situation } from '../PlanDraft';
import { settled, unsettled, type Settled } from './Settled';

/** How large a new claim is: as asked, else as the entity says where that is allowed, else as the policy says. */
export function settleSize(
  wanted: string | undefined,
  { policies, prefill }: Situation,
): Settled<string> {
  const { size: policy } = policies;
  const isAllowed = (size: string) => {
    const bytes = bytesOf(size);
    return bytes >= bytesOf(policy.min) && bytes <= bytesOf(policy.max);
  };
  if (wanted === undefined) {
    const { size } = prefill;
    return settled(
      size !== undefined && isAllowed(size) ? size : policy.default,
    );
  }
  if (!(bytesOf(wanted) > 0)) {
    return unsettled(
      createFinding({
        code: 'SIZE_INVALID',
        severity: 'danger',
        params: { size: wanted },
      }),
    );
  }
  return isAllowed(wanted)
    ? settled(wanted)
    : unsettled(
        createFinding({
          code: 'SIZE_OUT_OF_RANGE',
          severity: 'danger',
          params: { size: wanted, min: policy.min, max: policy.max },
        }),
      );
}

function bytesOf(quantity: string): number {
  return parseQuantity(quantity) ?? NaN;
}
