import type { Call } from '#shared/model/call.ts';
import { startOfDay } from '#renderer/ui/format.ts';
import type { FeedLook } from './feedLook.ts';

/** Heights that the rows have and keep, px: the list is laid out without measuring. */
const rowHeights = { comfortable: { quiet: 30, speaking: 48, day: 28 }, compact: { quiet: 24, speaking: 42, day: 24 } } as const;

/** What a line of the list is: a call, or the strip above the calls of another day, which in a list of what is due is that day or `overdue`. */
export type FeedItem =
  | { readonly kind: 'call'; readonly key: string; readonly call: Call; readonly height: number; readonly isOption: true }
  | { readonly kind: 'day'; readonly key: string; readonly day: DayOf; readonly height: number; readonly isOption: false };

/** The day of a call in the list: of its arrival, or when it is due. */
export type DayOf = { readonly of: 'arrival'; readonly atMs: number } | { readonly of: 'due'; readonly atMs: number; readonly isOverdue: boolean };

/** `nowMs`: the present time where the list is one of what is due, else null. */
export function dayOf({ receivedAtMs, review }: Call, nowMs: number | null): DayOf {
  if (nowMs === null) return { of: 'arrival', atMs: receivedAtMs };
  const atMs = review.followUpDueAtMs ?? receivedAtMs;
  return { of: 'due', atMs, isOverdue: atMs <= nowMs };
}

/** Whether somebody spoke in the call, so that its row has a second line. */
export function isSpeaking(call: Call): boolean {
  return call.customerWords !== null || call.concerns.length > 0;
}

/** The lines of the list: the calls, with a strip wherever a day ends. The first day's strip is the list's head. `nowMs`: the present time where the list is one of what is due, else null. */
export function feedItems(rows: readonly Call[], density: FeedLook['density'], nowMs: number | null = null): FeedItem[] {
  const heights = rowHeights[density];
  const items: FeedItem[] = [];
  let last: { readonly start: number; readonly end: number; readonly isOverdue: boolean } | null = null;
  for (const call of rows) {
    const day = dayOf(call, nowMs);
    const isOverdue = day.of === 'due' && day.isOverdue;
    const isSame = last !== null && isOverdue === last.isOverdue && (isOverdue || (day.atMs >= last.start && day.atMs < last.end));
    if (!isSame) {
      const start = startOfDay(day.atMs);
      if (last !== null) items.push({ kind: 'day', key: `day-${String(start)}-${call.callId}`, day, height: heights.day, isOption: false });
      last = { start, end: new Date(start).setDate(new Date(start).getDate() + 1), isOverdue };
    }
    items.push({ kind: 'call', key: call.callId, call, height: isSpeaking(call) ? heights.speaking : heights.quiet, isOption: true });
  }
  return items;
}
