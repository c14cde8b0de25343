import { useEffect, useEffectEvent } from 'react';
import { useClient } from '#renderer/app/client.ts';
import { useEvents } from '#renderer/app/useEvents.ts';

/** A call that is only passed on the way to another one is not seen to. */
const seenAfterMs = 500;

/** Tells the core which call the operator has seen to: the opened one, after a moment, and what is told of it under their eyes. */
export function useSeen(openId: string | null): (callId: string) => void {
  const { api } = useClient();
  /** Who cannot tell the core is reminded once more, which does no harm. */
  const seen = (callId: string): void => void api.alerts.handled({ callIds: [callId] }).catch(() => {});
  const onSeen = useEffectEvent(seen);
  useEffect(() => {
    if (openId === null) return undefined;
    const timer = setTimeout(() => onSeen(openId), seenAfterMs);
    return () => clearTimeout(timer);
  }, [openId]);
  useEvents((event) => {
    if (event.kind === 'alert' && event.level !== 'badge' && event.count === 1 && event.call.callId === openId && document.hasFocus()) seen(openId);
  });
  return seen;
}
