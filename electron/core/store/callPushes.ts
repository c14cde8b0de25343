import { AppError } from '#shared/errors.ts';
import { parseExactJson } from '#shared/model/exactJson.ts';
import type { JsonMap } from '#shared/model/json.ts';
import type { CallPush } from '#shared/model/push.ts';
import { readPush } from '#shared/model/pushedBody.ts';
import { findCall } from './calls.ts';
import type { ReadableDb } from './handle.ts';
import { pushAt } from './pushes.ts';
import type { TextOfBody } from './pushSearch.ts';

interface DeliveryRow {
  readonly push_id: number;
  readonly record_index: number;
  readonly outcome: CallPush['outcome'];
}

/** A page ends after so many records, or once so many bytes were read for it: a record may stand in a batch of megabytes. */
const mostRecords = 30;
const mostBytes = 8 * 1024 * 1024;

/**
 * What was pushed of a call, oldest first, each record as it came; null where there is no such call. Throws `bad-request`
 * for a cursor that is not one of this list.
 */
export function callPushes(db: ReadableDb, callId: string, cursor: string | undefined, textOf: TextOfBody): { items: CallPush[]; nextCursor: string | null } | null {
  const place = /^(\d{1,15})_(\d{1,9})$/.exec(cursor ?? '0_0');
  if (place === null) throw new AppError('bad-request', 'The cursor is not one of this list.');
  return db.snapshot(() => {
    const call = findCall(db, callId);
    if (call === null) return null;
    const deliveries = db.all<DeliveryRow>(
      `SELECT push_id, record_index, outcome FROM push_records
       WHERE call_row = ? AND (push_id, record_index) >= (?, ?) AND outcome IN ('stored', 'revision', 'duplicate')
       ORDER BY push_id, record_index LIMIT ?`,
      call.row,
      Number(place[1]),
      Number(place[2]),
      mostRecords + 1,
    );
    const items: CallPush[] = [];
    let bytes = 0;
    for (const [at, { push_id: pushId, record_index: index, outcome }] of deliveries.entries()) {
      if (at === mostRecords || bytes >= mostBytes) return { items, nextCursor: `${pushId}_${index}` };
      const push = pushAt(db, pushId);
      bytes += push?.body.byteLength ?? 0;
      if (push === null) continue;
      const { receivedAtMs, source, replayOf } = push;
      items.push({ pushId, index, receivedAtMs, source, outcome, replayOf, record: recordIn(push, index, textOf) });
    }
    return { items, nextCursor: null };
  });
}

function recordIn({ body, headers }: { readonly body: Uint8Array; readonly headers: Readonly<Record<string, string>> }, index: number, textOf: TextOfBody): JsonMap | null {
  try {
    const item = readPush(parseExactJson(textOf(body, headers)))[index];
    return item?.kind === 'record' ? item.record : null;
  } catch {
    return null;
  }
}
