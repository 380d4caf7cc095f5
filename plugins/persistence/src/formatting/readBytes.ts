import { parseQuantity } from 'backstage-plugin-persistence-common';

/** A number of bytes, and whether it was written in powers of 1024. */
export interface Bytes {
  value: number;
  base: 1000 | 1024;
}

/**
 * Reads a Kubernetes quantity of bytes, such as `1Gi`, `500M` or `129e6`.
 *
 * @returns undefined for what is no size
 */
export function readBytes(quantity: string): Bytes | undefined {
  const value = parseQuantity(quantity);
  return value === undefined || value < 0
    ? undefined
    : { value, base: /[kMGTPE]$/.test(quantity) ? 1000 : 1024 };
}
