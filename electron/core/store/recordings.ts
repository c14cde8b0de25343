import { giveUpAfterMs, recordingKinds } from '#shared/model/recording.ts';
import type { Recording, RecordingKind, RecordingReason } from '#shared/model/recording.ts';
import type { ReadableDb, WritableDb } from './handle.ts';
import { noRecording, recordingFrom, storedRecordingFrom } from './recordingRows.ts';
import type { RecordingRow, SoundForm, StoredRecording } from './recordingRows.ts';

/** A recording that is due to be fetched. */
export interface RecordingJob {
  readonly callId: string;
  readonly kind: RecordingKind;
  readonly url: string;
  /** How often it was tried before. */
  readonly attempts: number;
  /** When the next attempt is due. */
  readonly nextTryAtMs: number;
  /** Until when it is asked for. */
  readonly giveUpAtMs: number;
}

/** A recording that was fetched: from which address, and what it is. */
export interface FetchedRecording {
  readonly url: string;
  /** Name inside the recordings folder. */
  readonly file: string;
  /** Of the file, and of everything that is kept for it. */
  readonly bytes: number;
  readonly diskBytes: number;
  readonly durationMs: number | null;
  readonly contentType: string;
  readonly codec: string | null;
  readonly channels: number | null;
  readonly form: SoundForm;
  readonly hasPeaks: boolean;
}

/** A recording that nobody is asked for. */
export interface RefusedRecording {
  readonly callId: string;
  readonly kind: RecordingKind;
  readonly url: string;
  readonly reason: RecordingReason;
}

/** What an attempt that brought nothing leads to. */
export interface FailedAttempt {
  readonly url: string;
  readonly reason: RecordingReason;
  /** Null: given up. */
  readonly nextTryAtMs: number | null;
  /** So many count from now on. */
  readonly attempts: number;
}

/** A recording by the row of its call. */
export interface RecordingKey {
  readonly callRow: number;
  readonly kind: RecordingKind;
}

/**
 * Takes over the addresses that a call's facts name now, and returns the kinds that are to be fetched because of it. The
 * same address keeps its state. Another address is fetched, and the sound that is kept stays until then; a sound also
 * stays where a revision names no address any more.
 */
export function setRecordingUrls(
  db: WritableDb,
  callRow: number,
  urls: Readonly<Record<RecordingKind, string | null>>,
  receivedAtMs: number,
): RecordingKind[] {
  return recordingKinds.filter((kind) => {
    const url = urls[kind];
    if (url === null) {
      db.run('DELETE FROM recordings WHERE call_row = ? AND kind = ? AND file IS NULL', callRow, kind);
      return false;
    }
    const giveUpAtMs = receivedAtMs + giveUpAfterMs;
    // Not in one statement: what may change a row looks after the totals, which costs even where it only adds one.
    const { changes: added } = db.run(
      `INSERT INTO recordings (call_row, kind, url, state, attempts, first_seen_at_ms, next_try_at_ms, give_up_at_ms, has_peaks)
       VALUES (?, ?, ?, 'waiting', 0, ?, ?, ?, 0) ON CONFLICT DO NOTHING`,
      callRow,
      kind,
      url,
      receivedAtMs,
      receivedAtMs,
      giveUpAtMs,
    );
    if (added > 0) return true;
    const { changes } = db.run(
      `UPDATE recordings SET url = ?, state = 'waiting', reason = NULL, attempts = 0, first_seen_at_ms = ?, next_try_at_ms = ?, give_up_at_ms = ?
       WHERE call_row = ? AND kind = ? AND url <> ?`,
      url,
      receivedAtMs,
      receivedAtMs,
      giveUpAtMs,
      callRow,
      kind,
      url,
    );
    return changes > 0;
  });
}

/** Both recordings of a call; `none` where its pushes name no address. */
export function recordingsOf(db: ReadableDb, callRow: number): Recording[] {
  return recordingKinds.map((kind) => recordingAt(db, callRow, kind));
}

export function recordingAt(db: ReadableDb, callRow: number, kind: RecordingKind): Recording {
  const row = db.get<RecordingRow>('SELECT * FROM recordings WHERE call_row = ? AND kind = ?', callRow, kind);
  return row === undefined ? noRecording(kind) : recordingFrom(row);
}

/** With the name of its file; null where none of the call's pushes named such a recording. */
export function storedRecordingAt(db: ReadableDb, callRow: number, kind: RecordingKind): StoredRecording | null {
  const row = db.get<RecordingRow>('SELECT * FROM recordings WHERE call_row = ? AND kind = ?', callRow, kind);
  return row === undefined ? null : storedRecordingFrom(row);
}

/** Null where there is no such call, or none of its pushes named such a recording. */
export function getRecording(db: ReadableDb, callId: string, kind: RecordingKind): StoredRecording | null {
  const row = db.get<RecordingRow>(
    'SELECT recordings.* FROM calls JOIN recordings ON call_row = id WHERE call_id = ? AND kind = ?',
    callId,
    kind,
  );
  return row === undefined ? null : storedRecordingFrom(row);
}

/** No attempt is put off for longer: a time further ahead was written while the clock was wrong. */
const longestWaitMs = 3 * 3_600_000;

const selectJob = `SELECT call_id AS callId, kind, url, attempts, next_try_at_ms AS nextTryAtMs, give_up_at_ms AS giveUpAtMs
  FROM recordings JOIN calls ON id = call_row`;

/** Waiting recordings whose time has come, the longest due first; then those whose time can only be a mistake. */
export function dueRecordings(db: ReadableDb, nowMs: number, limit: number): RecordingJob[] {
  const due = waitingBetween(db, Number.MIN_SAFE_INTEGER, nowMs, limit);
  return due.length === limit ? due : [...due, ...waitingBetween(db, nowMs + longestWaitMs, Number.MAX_SAFE_INTEGER, limit - due.length)];
}

function waitingBetween(db: ReadableDb, afterMs: number, untilMs: number, limit: number): RecordingJob[] {
  return db.all<RecordingJob>(
    `${selectJob} WHERE state = 'waiting' AND next_try_at_ms > ? AND next_try_at_ms <= ? ORDER BY next_try_at_ms LIMIT ?`,
    afterMs,
    untilMs,
    limit,
  );
}

/** Those of the call that wait, due or not. */
export function waitingRecordingsOf(db: ReadableDb, callId: string): RecordingJob[] {
  return db.all<RecordingJob>(`${selectJob} WHERE call_id = ? AND state = 'waiting'`, callId);
}

export function nextRecordingDueAtMs(db: ReadableDb): number | null {
  return db.get<{ due: number | null }>(`SELECT min(next_try_at_ms) AS due FROM recordings WHERE state = 'waiting'`)?.due ?? null;
}

/** Makes downloads due that a crash or an end cut off, and returns which. */
export function requeueInterrupted(db: WritableDb, nowMs: number): RecordingKey[] {
  const sql = `UPDATE recordings SET state = 'waiting', next_try_at_ms = ? WHERE state = 'downloading' RETURNING call_row AS callRow, kind`;
  return db.all(sql, nowMs);
}

/** What became of a sound that was fetched; `replacedFile` is that of another address, which nothing names any more. */
export type Readied = { readonly isReady: true; readonly replacedFile: string | null } | { readonly isReady: false };

/*
 * The marks below tell whether they applied. One about another address than the present one does not: a revision
 * changed it while the old one was being fetched, and the new one is waiting already.
 */

export function markDownloading(db: WritableDb, callRow: number, kind: RecordingKind): boolean {
  const sql = `UPDATE recordings SET state = 'downloading', attempts = attempts + 1, next_try_at_ms = NULL
               WHERE call_row = ? AND kind = ? AND state <> 'downloading'`;
  return db.run(sql, callRow, kind).changes > 0;
}

export function markReady(db: WritableDb, callRow: number, kind: RecordingKind, fetched: FetchedRecording, nowMs: number): Readied {
  const before = db.get<{ file: string | null }>('SELECT file FROM recordings WHERE call_row = ? AND kind = ?', callRow, kind)?.file ?? null;
  const { changes } = db.run(
    `UPDATE recordings SET state = 'ready', reason = NULL, next_try_at_ms = NULL, give_up_at_ms = NULL, fetched_at_ms = ?, file = ?,
       bytes = ?, disk_bytes = ?, duration_ms = ?, content_type = ?, codec = ?, channels = ?, playable = ?, has_peaks = ?
     WHERE call_row = ? AND kind = ? AND url = ?`,
    nowMs,
    fetched.file,
    fetched.bytes,
    fetched.diskBytes,
    fetched.durationMs,
    fetched.contentType,
    fetched.codec,
    fetched.channels,
    fetched.form,
    fetched.hasPeaks ? 1 : 0,
    callRow,
    kind,
    fetched.url,
  );
  if (changes > 0) return { isReady: true, replacedFile: before === fetched.file ? null : before };
  requeueOtherAddress(db, callRow, kind);
  return { isReady: false };
}

/** Where it is given up, that is when: what was given up stands in that order. */
export function markFailed(db: WritableDb, callRow: number, kind: RecordingKind, { url, reason, nextTryAtMs, attempts }: FailedAttempt, nowMs: number): boolean {
  const { changes } = db.run(
    'UPDATE recordings SET state = ?, reason = ?, next_try_at_ms = ?, attempts = ?, give_up_at_ms = ifnull(?, give_up_at_ms) WHERE call_row = ? AND kind = ? AND url = ?',
    nextTryAtMs === null ? 'unavailable' : 'waiting',
    reason,
    nextTryAtMs,
    attempts,
    nextTryAtMs === null ? nowMs : null,
    callRow,
    kind,
    url,
  );
  if (changes === 0) requeueOtherAddress(db, callRow, kind);
  return changes > 0;
}

/** The address changed between the question what is due and the mark: nobody fetches the one that was marked. */
function requeueOtherAddress(db: WritableDb, callRow: number, kind: RecordingKind): void {
  const sql = `UPDATE recordings SET state = 'waiting', attempts = 0, next_try_at_ms = first_seen_at_ms
               WHERE call_row = ? AND kind = ? AND state = 'downloading'`;
  db.run(sql, callRow, kind);
}

export interface RecordingCounts {
  /** Still to come; of these, so many are given up within six hours. */
  readonly waiting: number;
  readonly givenUpSoon: number;
  /** Given up; of these, so many in the last day. */
  readonly unavailable: number;
  readonly givenUpLately: number;
}

const soonMs = 6 * 3_600_000;
const latelyMs = 24 * 3_600_000;

export function recordingCounts(db: ReadableDb, nowMs: number): RecordingCounts {
  const counts = db.get<RecordingCounts>(
    `SELECT (SELECT count(*) FROM recordings INDEXED BY recordings_coming WHERE state IN ('waiting', 'downloading')) AS waiting,
       (SELECT count(*) FROM recordings INDEXED BY recordings_coming WHERE state IN ('waiting', 'downloading') AND give_up_at_ms <= ?) AS givenUpSoon,
       (SELECT count(*) FROM recordings INDEXED BY recordings_given_up WHERE state = 'unavailable') AS unavailable,
       (SELECT count(*) FROM recordings INDEXED BY recordings_given_up WHERE state = 'unavailable' AND give_up_at_ms BETWEEN ? AND ?) AS givenUpLately`,
    nowMs + soonMs,
    nowMs - latelyMs,
    nowMs,
  );
  return counts ?? { waiting: 0, givenUpSoon: 0, unavailable: 0, givenUpLately: 0 };
}
