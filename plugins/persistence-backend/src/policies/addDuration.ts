const DURATION =
  /^P(?=\d|T\d)(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?=\d)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * A time and an ISO 8601 duration later, by the calendar in UTC; undefined for what is no duration, or one that leads nowhere or too far.
 */
export function addDuration(from: Date, duration: string): Date | undefined {
  const match = DURATION.exec(duration);
  if (!match) {
    return undefined;
  }
  const [years, months, weeks, days, hours, minutes, seconds] = match
    .slice(1)
    .map(part => Number(part ?? 0));
  const to = new Date(from);
  to.setUTCFullYear(to.getUTCFullYear() + years, to.getUTCMonth() + months);
  to.setUTCDate(to.getUTCDate() + weeks * 7 + days);
  to.setTime(to.getTime() + ((hours * 60 + minutes) * 60 + seconds) * 1_000);
  const isSensible =
    to.getTime() > from.getTime() && to.getUTCFullYear() < 10_000;
  return isSensible ? to : undefined;
}
