import { useEffect, useEffectEvent } from 'react';
import type { ReviewStore } from './reviewStore.ts';

/** A call that was open for so long counts as read. */
const openForMs = 2000;

/** For one call as long as the component is shown. Marks it read once it was open, and the page to be seen, for two seconds; once, so that it can be marked unread again. */
export function useReadWhenOpen(reviews: ReviewStore, callId: string, isRead: boolean): void {
  const read = useEffectEvent(() => {
    if (!isRead) void reviews.set([callId], { read: true }, true);
  });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = new AbortController();
    const begin = (): void => {
      clearTimeout(timer);
      if (document.hidden) return;
      timer = setTimeout(() => {
        stop.abort();
        read();
      }, openForMs);
    };
    document.addEventListener('visibilitychange', begin, { signal: stop.signal });
    begin();
    return () => {
      stop.abort();
      clearTimeout(timer);
    };
  }, []);
}
