import type { Bytes } from './readBytes';

const UNITS = [
  'byte',
  'kilobyte',
  'megabyte',
  'gigabyte',
  'terabyte',
  'petabyte',
] as const;

/** A number of bytes as people read it: `1 GB` for 1Gi as for 1G, with the separators and the unit of the language. */
export function formatBytes(bytes: Bytes, locale: string): string {
  let value = bytes.value;
  let unit = 0;
  while (Math.round(value) >= bytes.base && unit < UNITS.length - 1) {
    value /= bytes.base;
    unit += 1;
  }
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: UNITS[unit],
    unitDisplay: unit === 0 ? 'long' : 'short',
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
