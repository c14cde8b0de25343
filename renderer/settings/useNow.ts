import { useEffect, useState } from 'react';

/** The time, read again every `everyMs`. */
export function useNow(now: () => number, everyMs: number): number {
  const [nowMs, setNowMs] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(now()), everyMs);
    return () => clearInterval(timer);
  }, [now, everyMs]);
  return nowMs;
}
