import type { Call } from '#shared/model/call.ts';
import { isSpeaking } from './feedItems.ts';
import { isUnread } from './feedState.ts';

/**
 * The next call down the list from `fromId` that waits to be read and in which somebody spoke, else the first from the top;
 * null where there is no other.
 */
export function nextWorthHearing(rows: readonly Call[], fromId: string | null): string | null {
  const at = rows.findIndex(({ callId }) => callId === fromId);
  const onwards = [...rows.slice(at + 1), ...rows.slice(0, Math.max(0, at))];
  return onwards.find((call) => isUnread(call) && isSpeaking(call))?.callId ?? null;
}
