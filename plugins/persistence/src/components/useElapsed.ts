import { useEffect, useState } from 'react';

/** Milliseconds since then, told every second; until the end, where there is one. */
export function useElapsed(since: string, until?: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (until !== undefined) {
      return undefined;
    }
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [until]);
  const end = until === undefined ? now : new Date(until).getTime();
  return Math.max(end - new Date(since).getTime(), 0);
}
