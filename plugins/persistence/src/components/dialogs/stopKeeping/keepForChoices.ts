/** How long the shelf may keep a volume: ISO 8601 durations. */
const USUAL = ['P7D', 'P30D', 'P90D', 'P1Y'];

const UNITS: Record<string, 'day' | 'week' | 'month' | 'year'> = {
  D: 'day',
  W: 'week',
  M: 'month',
  Y: 'year',
};

/** The usual stays on the shelf, and the one that the portal has by default. */
export function keepForChoices(byDefault: string | undefined): string[] {
  return byDefault === undefined || USUAL.includes(byDefault)
    ? USUAL
    : [byDefault, ...USUAL];
}

/** A duration as people say it: `30 days`. One of several units stays as it is written. */
export function formatKeepFor(duration: string, locale: string): string {
  const [, count, unit] = /^P(\d+)([DWMY])$/.exec(duration) ?? [];
  return count === undefined
    ? duration
    : new Intl.NumberFormat(locale, {
        style: 'unit',
        unit: UNITS[unit],
        unitDisplay: 'long',
      }).format(Number(count));
}
