const UNITS = [
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** How long something takes, in its two largest units: `24 sec`, `2 min, 5 sec`. Never less than nothing. */
export function formatDuration(milliseconds: number, locale: string): string {
  let rest = Math.max(Math.round(milliseconds / 1000), 0);
  const parts: string[] = [];
  for (const [unit, size] of UNITS) {
    const value = Math.floor(rest / size);
    rest -= value * size;
    const isLast = size === 1;
    if (value > 0 || (isLast && parts.length === 0)) {
      parts.push(
        new Intl.NumberFormat(locale, {
          style: 'unit',
          unit,
          unitDisplay: 'short',
        }).format(value),
      );
    }
  }
  return new Intl.ListFormat(locale, { type: 'unit', style: 'short' }).format(
    parts.slice(0, 2),
  );
}
