import { AppError } from '#shared/errors.ts';
import type { Recording, RecordingKind } from '#shared/model/recording.ts';
import type { ReadableDb } from './handle.ts';
import { recordingFrom } from './recordingRows.ts';
import type { RecordingRow } from './recordingRows.ts';

/** A recording that the platform names and that is not here, with what tells its call. */
export interface MissingRecording {
  readonly callId: string;
  readonly phone: string | null;
  readonly status: string | null;
  readonly startedAtMs: number | null;
  readonly receivedAtMs: number;
  readonly kind: RecordingKind;
  readonly recording: Recording;
}

export interface MissingPage {
  readonly items: MissingRecording[];
  readonly nextCursor: string | null;
  readonly totals: { readonly coming: number; readonly givenUp: number; readonly nextGiveUpAtMs: number | null };
}

type MissingRow = RecordingRow & { readonly call_row: number; readonly give_up_at_ms: number } & Omit<MissingRecording, 'kind' | 'recording'>;

/** Where a page ended. */
interface Place {
  readonly isGivenUp: boolean;
  readonly giveUpAtMs: number;
  readonly callRow: number;
  readonly kind: string;
}

/**
 * What is not here: first what is still asked for, the soonest to be given up first, then what was given up, the latest
 * first. Throws `bad-request` for a cursor that is not one of this list.
 */
export function listMissing(db: ReadableDb, { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined }): MissingPage {
  const after = cursor === undefined ? null : placeFrom(cursor);
  return db.snapshot(() => {
    const coming = after?.isGivenUp === true ? [] : rowsFrom(db, comingSql, after ?? before, limit + 1);
    const found = coming.length > limit ? coming : [...coming, ...rowsFrom(db, givenUpSql, after?.isGivenUp === true ? after : beyond, limit + 1 - coming.length)];
    const page = found.slice(0, limit);
    const last = page.at(-1);
    const totals = db.get<MissingPage['totals']>(
      `SELECT (SELECT count(*) FROM recordings INDEXED BY recordings_coming WHERE state IN ('waiting', 'downloading')) AS coming,
         (SELECT count(*) FROM recordings INDEXED BY recordings_given_up WHERE state = 'unavailable') AS givenUp,
         (SELECT give_up_at_ms FROM recordings INDEXED BY recordings_coming WHERE state IN ('waiting', 'downloading') ORDER BY give_up_at_ms LIMIT 1) AS nextGiveUpAtMs`,
    );
    return {
      items: page.map(missingFrom),
      nextCursor: found.length > limit && last !== undefined ? cursorOf(last) : null,
      totals: totals ?? { coming: 0, givenUp: 0, nextGiveUpAtMs: null },
    };
  });
}

const before: Place = { isGivenUp: false, giveUpAtMs: Number.MIN_SAFE_INTEGER, callRow: 0, kind: '' };
const beyond: Place = { isGivenUp: true, giveUpAtMs: Number.MAX_SAFE_INTEGER, callRow: 0, kind: '' };

const select = `SELECT recordings.*, call_id AS callId, phone, status, started_at_ms AS startedAtMs, received_at_ms AS receivedAtMs
  FROM recordings CROSS JOIN calls ON calls.id = call_row`;
const comingSql = `${select} WHERE state IN ('waiting', 'downloading') AND (give_up_at_ms, call_row, kind) > (?, ?, ?)
  ORDER BY give_up_at_ms, call_row, kind LIMIT ?`;
const givenUpSql = `${select} WHERE state = 'unavailable' AND (give_up_at_ms, call_row, kind) < (?, ?, ?)
  ORDER BY give_up_at_ms DESC, call_row DESC, kind DESC LIMIT ?`;

function rowsFrom(db: ReadableDb, sql: string, { giveUpAtMs, callRow, kind }: Place, limit: number): MissingRow[] {
  return db.all<MissingRow>(sql, giveUpAtMs, callRow, kind, limit);
}

function missingFrom(row: MissingRow): MissingRecording {
  const { callId, phone, status, startedAtMs, receivedAtMs, kind } = row;
  return { callId, phone, status, startedAtMs, receivedAtMs, kind, recording: recordingFrom(row) };
}

function cursorOf({ state, give_up_at_ms, call_row, kind }: MissingRow): string {
  return `${state === 'unavailable' ? 'g' : 'c'}${give_up_at_ms}_${call_row}_${kind}`;
}

function placeFrom(cursor: string): Place {
  const [, group, giveUpAtMs, callRow, kind] = /^([cg])(-?\d{1,16})_(\d{1,16})_([a-z]{1,20})$/.exec(cursor) ?? [];
  if (kind === undefined) throw new AppError('bad-request', 'The cursor is not one of this list: begin again without one.');
  return { isGivenUp: group === 'g', giveUpAtMs: Number(giveUpAtMs), callRow: Number(callRow), kind };
}
