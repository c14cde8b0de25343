import { selectDecided } from './alertLog.ts';
import { callIdsOfNotices } from './alertNotices.ts';
import type { DecidedCall } from './alertLog.ts';
import type { ReadableDb } from './handle.ts';
import { isReached } from './rescues.ts';

/** More than so many are nobody's to look at one by one; the latest are told of. */
const mostUnhandled = 1000;

/** Whether nobody has handled the call of an entry; that a later call reached the customer is not looked at. */
const isOpen = `seen_at_ms IS NULL
  AND NOT EXISTS (SELECT 1 FROM reviews WHERE reviews.call_id = alert_log.call_id AND outcome IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM rescues WHERE rescues.call_id = alert_log.call_id AND handled_at_ms IS NOT NULL)`;

/**
 * Calls that are told of again until they are handled, in order, and that nobody has handled: nobody has opened them or the
 * notice that told of them, none has an outcome, and where there is a card it was not put away and no later call to the
 * number was answered. `answered`: the status codes of an answered call. Told of are also those that an earlier run kept
 * and came not to tell.
 */
export function unhandledAlerts(db: ReadableDb, answered: readonly string[]): DecidedCall[] {
  const rows = db.all<DecidedCall>(
    `${selectDecided} WHERE action = 'urgent-repeat' AND ${isOpen}
       AND (run IS NULL AND reason IN ('alone', 'summary', 'later', 'before-start', 'restarted')
         -- an incident is told of again by the call that began it
         OR reason = 'incident' AND call_id = (SELECT call_id FROM alert_notices WHERE alert_notices.id = notice_id))
     ORDER BY id DESC LIMIT ${mostUnhandled}`,
  );
  // Of a call that was decided on more than once, the last time.
  const latest = new Map<string, DecidedCall>();
  for (const row of rows) if (!latest.has(row.callId)) latest.set(row.callId, row);
  return [...latest.values()].filter(({ callId }) => !isReached(db, callId, answered)).toReversed();
}

/** Those of the notices that told of urgent calls, all of which are handled by now. */
export function settledNotices(db: ReadableDb, noticeIds: readonly number[], answered: readonly string[]): number[] {
  return noticeIds.filter((noticeId) => {
    const urgent = db.all<{ callId: string; isOpen: 0 | 1 }>(
      `SELECT call_id AS callId, ${isOpen} AS isOpen FROM alert_log
       WHERE id IN (SELECT max(id) FROM alert_log WHERE action IN ('urgent', 'urgent-repeat') AND call_id IN (${callIdsOfNotices}) GROUP BY call_id)`,
      noticeId,
      noticeId,
    );
    return urgent.length > 0 && urgent.every((call) => call.isOpen === 0 || isReached(db, call.callId, answered));
  });
}
