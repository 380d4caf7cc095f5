const PATTERN =
  /^([+-]?)(\d+\.?\d*|\.\d+)(?:([numkMGTPE]|[KMGTPE]i)|[eE]([+-]?\d+))?$/;

const DECIMAL = ['n', 'u', 'm', '', 'k', 'M', 'G', 'T', 'P', 'E'] as const;
const BINARY = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;
const NANO = 1_000_000_000n;

interface Quantity {
  /** In billionths: exact for every quantity that Kubernetes allows. */
  nanos: bigint;
  format: 'decimal' | 'binary' | 'exponent';
}

/** @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/ */
function parse(text: string): Quantity | undefined {
  const match = PATTERN.exec(text.trim());
  if (!match) {
    return undefined;
  }
  const [, sign, digits, suffix = '', exponent] = match;
  const [whole, fraction = ''] = digits.split('.');
  let scaled = BigInt(`${whole || '0'}${fraction}`) * NANO;
  let divisor = 10n ** BigInt(fraction.length);
  if (exponent !== undefined) {
    const power = Number(exponent);
    if (power >= 0) {
      scaled *= 10n ** BigInt(power);
    } else {
      divisor *= 10n ** BigInt(-power);
    }
  } else if (suffix.endsWith('i')) {
    scaled *=
      1024n ** BigInt(BINARY.indexOf(suffix as (typeof BINARY)[number]));
  } else {
    const power = 3 * (DECIMAL.indexOf(suffix as (typeof DECIMAL)[number]) - 3);
    if (power >= 0) {
      scaled *= 10n ** BigInt(power);
    } else {
      divisor *= 10n ** BigInt(-power);
    }
  }
  // Too precise values are rounded up, away from zero.
  const nanos = (scaled + divisor - 1n) / divisor;
  return {
    nanos: sign === '-' ? -nanos : nanos,
    format: quantityFormat(suffix, exponent),
  };
}

function quantityFormat(suffix: string, exponent?: string): Quantity['format'] {
  if (exponent !== undefined) {
    return 'exponent';
  }
  return suffix.endsWith('i') ? 'binary' : 'decimal';
}

/** The quantity in the form in which the API server writes it back (`1024Mi` → `1Gi`), undefined when it is none. */
export function canonicalQuantity(text: string): string | undefined {
  const quantity = parse(text);
  return quantity && format(quantity);
}

/** Whole bytes (or units), rounded up; undefined when the text is no quantity. */
export function quantityValue(text: string | undefined): number | undefined {
  const quantity = text === undefined ? undefined : parse(text);
  return quantity && Number((quantity.nanos + NANO - 1n) / NANO);
}

/** Thousandths, as CPU is counted; undefined when the text is no quantity. */
export function quantityMilliValue(
  text: string | undefined,
): number | undefined {
  const quantity = text === undefined ? undefined : parse(text);
  return quantity && Number((quantity.nanos + 999_999n) / 1_000_000n);
}

/** The sum, in the format of the first. */
export function addQuantities(one: string, other: string): string {
  const [first, second] = [parse(one), parse(other)];
  if (!first || !second) {
    throw new TypeError(`'${one}' and '${other}' are not both quantities`);
  }
  const sameZero = first.nanos === 0n ? second.format : first.format;
  return format({ nanos: first.nanos + second.nanos, format: sameZero });
}

/** Negative, zero or positive as the first is smaller, equal or larger. */
export function compareQuantities(one: string, other: string): number {
  const difference = (parse(one)?.nanos ?? 0n) - (parse(other)?.nanos ?? 0n);
  if (difference === 0n) {
    return 0;
  }
  return difference < 0n ? -1 : 1;
}

function format({ nanos, format: form }: Quantity): string {
  const sign = nanos < 0n ? '-' : '';
  const size = nanos < 0n ? -nanos : nanos;
  if (size === 0n) {
    return '0';
  }
  if (form === 'binary' && size % NANO === 0n && size / NANO >= 1024n) {
    let value = size / NANO;
    let unit = 0;
    while (value % 1024n === 0n && unit < BINARY.length - 1) {
      value /= 1024n;
      unit += 1;
    }
    return `${sign}${value}${BINARY[unit]}`;
  }
  let value = size;
  let unit = 0;
  while (value % 1000n === 0n && unit < DECIMAL.length - 1) {
    value /= 1000n;
    unit += 1;
  }
  if (form === 'exponent') {
    const power = 3 * (unit - 3);
    return power === 0 ? `${sign}${value}` : `${sign}${value}e${power}`;
  }
  return `${sign}${value}${DECIMAL[unit]}`;
}
