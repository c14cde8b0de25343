import { useEffect, useState } from 'react';

/** The time, epoch ms, read again every `everyMs`. */
export function useNow(everyMs: number, now: () => number = Date.now): number {
  const [nowMs, setNowMs] = useState(now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, now]);
  return nowMs;
}
