import { useEffect, useState } from 'react';

/** Times in words become wrong slowly. */
const TICK_MILLISECONDS = 30_000;

/** The time, now and then. */
export function useNow(): Date {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), TICK_MILLISECONDS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
