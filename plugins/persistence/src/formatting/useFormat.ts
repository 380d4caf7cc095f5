import { useMemo } from 'react';
import { formatBytes } from './formatBytes';
import { formatDuration } from './formatDuration';
import {
  formatAbsoluteTime,
  formatDay,
  formatRelativeTime,
  formatTimeNear,
} from './formatTime';
import { readBytes } from './readBytes';
import { useLocale } from './useLocale';

/** Sizes, numbers and times in the reader's language. */
export function useFormat() {
  const locale = useLocale();
  return useMemo(
    () => ({
      /** A Kubernetes quantity as people read it; as it is, when it is none. */
      size: (quantity: string) => {
        const bytes = readBytes(quantity);
        return bytes ? formatBytes(bytes, locale) : quantity;
      },
      bytes: (value: number) => formatBytes({ value, base: 1024 }, locale),
      number: (value: number) => new Intl.NumberFormat(locale).format(value),
      list: (items: string[]) => new Intl.ListFormat(locale).format(items),
      duration: (milliseconds: number) => formatDuration(milliseconds, locale),
      ago: (time: Date, now: Date) => formatRelativeTime(time, now, locale),
      timeNear: (time: Date, now: Date) => formatTimeNear(time, now, locale),
      time: (time: Date) => formatAbsoluteTime(time, locale),
      day: (time: Date) => formatDay(time, locale),
    }),
    [locale],
  );
}
