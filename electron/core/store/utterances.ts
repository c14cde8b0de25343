import type { PushedUtterance } from '#shared/model/utterance.ts';
import type { ReadableDb, WritableDb } from './handle.ts';

interface UtteranceRow {
  readonly idx: number;
  readonly platform_id: string | null;
  readonly speaker: PushedUtterance['speaker'];
  readonly text: string;
  readonly start_ms: number | null;
  readonly end_ms: number | null;
  readonly timing: PushedUtterance['timing'];
}

export function insertUtterances(db: WritableDb, callRow: number, utterances: readonly PushedUtterance[]): void {
  for (const { index, id, speaker, text, startMs, endMs, timing } of utterances) {
    db.run('INSERT INTO utterances VALUES (?, ?, ?, ?, ?, ?, ?, ?)', callRow, index, id, speaker, text, startMs, endMs, timing);
  }
}

export function replaceUtterances(db: WritableDb, callRow: number, utterances: readonly PushedUtterance[]): void {
  db.run('DELETE FROM utterances WHERE call_row = ?', callRow);
  insertUtterances(db, callRow, utterances);
}

/** The sentences of a call in spoken order, as the platform pushed them. */
export function utterancesOf(db: ReadableDb, callRow: number): PushedUtterance[] {
  return db.all<UtteranceRow>('SELECT * FROM utterances WHERE call_row = ? ORDER BY idx', callRow).map(utteranceFrom);
}

function utteranceFrom(row: UtteranceRow): PushedUtterance {
  return {
    index: row.idx,
    id: row.platform_id,
    speaker: row.speaker,
    text: row.text,
    startMs: row.start_ms,
    endMs: row.end_ms,
    timing: row.timing,
  };
}
