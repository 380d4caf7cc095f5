const EXPONENTS: Record<string, number> = {
  k: 1,
  K: 1,
  M: 2,
  G: 3,
  T: 4,
  P: 5,
  E: 6,
};

/** A Kubernetes quantity of bytes, and whether it was written in powers of 1024. */
export interface Bytes {
  value: number;
  base: 1000 | 1024;
}

/**
 * Reads a quantity such as `1Gi`, `500M`, `128974848` or `129e6`.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 *
 * @returns undefined for what is none
 */
export function parseQuantity(quantity: string): Bytes | undefined {
  const match =
    /^(\d+(?:\.\d+)?|\.\d+)(?:([kKMGTPE])(i)?|[eE](\d+)|(m))?$/.exec(quantity);
  if (!match) {
    return undefined;
  }
  const [, digits, prefix, binary, exponent, milli] = match;
  const base = binary || !prefix ? 1024 : 1000;
  let factor = 1;
  if (prefix) {
    factor = base ** EXPONENTS[prefix];
  } else if (exponent) {
    factor = 10 ** Number(exponent);
  } else if (milli) {
    factor = 1e-3;
  }
  return { value: Number(digits) * factor, base };
}
