import type { Call } from '#shared/model/call.ts';
import { startOfDay } from '#renderer/ui/format.ts';
import type { FeedLook } from './feedLook.ts';

/** Heights that the rows have and keep, px: the list is laid out without measuring. */
const rowHeights = { comfortable: { quiet: 30, speaking: 48, day: 28 }, compact: { quiet: 24, speaking: 42, day: 24 } } as const;

/** What a line of the list is: a call, or the strip above the calls of an earlier day. */
export type FeedItem =
  | { readonly kind: 'call'; readonly key: string; readonly call: Call; readonly height: number; readonly isOption: true }
  | { readonly kind: 'day'; readonly key: string; readonly atMs: number; readonly height: number; readonly isOption: false };

/** Whether somebody spoke in the call, so that its row has a second line. */
export function isSpeaking(call: Call): boolean {
  return call.customerWords !== null || call.concerns.length > 0;
}

/** The lines of the list: the calls, with a strip wherever a day ends. The first day's strip is the list's head. */
export function feedItems(rows: readonly Call[], density: FeedLook['density']): FeedItem[] {
  const heights = rowHeights[density];
  const items: FeedItem[] = [];
  let dayStart: number | null = null;
  let dayEnd = Infinity;
  for (const call of rows) {
    const atMs = call.receivedAtMs;
    if (dayStart === null || atMs < dayStart || atMs >= dayEnd) {
      const start = startOfDay(atMs);
      if (dayStart !== null) items.push({ kind: 'day', key: `day-${String(start)}-${call.callId}`, atMs, height: heights.day, isOption: false });
      dayStart = start;
      dayEnd = new Date(start).setDate(new Date(start).getDate() + 1);
    }
    items.push({ kind: 'call', key: call.callId, call, height: isSpeaking(call) ? heights.speaking : heights.quiet, isOption: true });
  }
  return items;
}
