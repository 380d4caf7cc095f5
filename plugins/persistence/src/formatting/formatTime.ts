const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Infinity],
];

/** How long ago, or in how long, in words: `3 minutes ago`. */
export function formatRelativeTime(
  time: Date,
  now: Date,
  locale: string,
): string {
  let value = (time.getTime() - now.getTime()) / 1000;
  for (const [unit, size] of STEPS) {
    if (Math.abs(Math.round(value)) < size) {
      return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(
        Math.round(value),
        unit,
      );
    }
    value /= size;
  }
  return formatAbsoluteTime(time, locale);
}

/** The time of day, without the day when it is today's. In the time zone of whoever reads it. */
export function formatTimeNear(time: Date, now: Date, locale: string): string {
  return time.toDateString() === now.toDateString()
    ? new Intl.DateTimeFormat(locale, { timeStyle: 'medium' }).format(time)
    : formatAbsoluteTime(time, locale);
}

/** Day and time of day, in the time zone of whoever reads it. */
export function formatAbsoluteTime(time: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
  }).format(time);
}

/** A day without a time. */
export function formatDay(time: Date, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(time);
}
