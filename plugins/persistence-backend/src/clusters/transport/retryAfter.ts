/**
 * The seconds of a `Retry-After` header, which is a number of seconds or a date.
 *
 * See https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
 */
export function parseRetryAfter(
  header: string | string[] | undefined,
  now: Date = new Date(),
): number | undefined {
  const value = [header].flat()[0]?.trim();
  if (!value) {
    return undefined;
  }
  if (/^\d+$/.test(value)) {
    return Number(value);
  }
  const date = Date.parse(value);
  return Number.isNaN(date)
    ? undefined
    : Math.max(0, Math.ceil((date - now.getTime()) / 1000));
}
