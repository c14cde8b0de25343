import type { PushedUtterance } from '#shared/model/utterance.ts';
import type { ReadableDb, WritableDb } from './handle.ts';

/*
 * What the operator says of when sentences were spoken. It is kept by the platform's ids of call and sentence, so that it
 * stays with them when everything is derived anew or a revision brings another transcript.
 */

/** A time that the operator set, in ms, without the call's shift. */
export interface Correction {
  readonly startMs: number;
  readonly endMs: number;
}

interface CorrectionRow {
  readonly sentence_id: string;
  readonly place: number;
  readonly text: string | null;
  readonly start_ms: number;
  readonly end_ms: number;
}

interface SentenceKey {
  readonly id: string;
  readonly place: number;
  readonly text: string | null;
}

/** What is corrected of these sentences, by their index. */
export function correctionsOf(db: ReadableDb, callId: string, sentences: readonly PushedUtterance[]): Map<number, Correction> {
  const corrections = new Map<number, Correction>();
  const rows = db.all<CorrectionRow>('SELECT sentence_id, place, text, start_ms, end_ms FROM time_corrections WHERE call_id = ?', callId);
  if (rows.length === 0) return corrections;
  const byKey = new Map(rows.map((row) => [textOf({ id: row.sentence_id, place: row.place, text: row.text }), row]));
  for (const [at, key] of keysOf(sentences).entries()) {
    const row = byKey.get(textOf(key));
    if (row !== undefined) corrections.set(at, { startMs: row.start_ms, endMs: row.end_ms });
  }
  return corrections;
}

export function shiftOf(db: ReadableDb, callId: string): number {
  return db.get<{ ms: number }>('SELECT shift_ms AS ms FROM time_shifts WHERE call_id = ?', callId)?.ms ?? 0;
}

/** Sets what is corrected of these sentences, by their index, null for nothing any more; and the shift. */
export function putCorrections(db: WritableDb, callId: string, sentences: readonly PushedUtterance[], changed: ReadonlyMap<number, Correction | null>, shiftMs: number): void {
  const keys = keysOf(sentences);
  for (const [at, correction] of changed) {
    const key = keys[at];
    if (key === undefined) continue;
    db.run('DELETE FROM time_corrections WHERE call_id = ? AND sentence_id = ? AND place = ?', callId, key.id, key.place);
    if (correction !== null) db.run('INSERT INTO time_corrections VALUES (?, ?, ?, ?, ?, ?)', callId, key.id, key.place, key.text, correction.startMs, correction.endMs);
  }
  if (shiftMs === 0) db.run('DELETE FROM time_shifts WHERE call_id = ?', callId);
  else db.run('INSERT INTO time_shifts VALUES (?, ?) ON CONFLICT DO UPDATE SET shift_ms = excluded.shift_ms', callId, shiftMs);
}

/** The same id may stand at several sentences, whatever the platform means by that. */
function keysOf(sentences: readonly PushedUtterance[]): SentenceKey[] {
  const seen = new Map<string, number>();
  return sentences.map(({ id, text, index }) => {
    if (id === null || id === '') return { id: '', place: index, text };
    const place = seen.get(id) ?? 0;
    seen.set(id, place + 1);
    return { id, place, text: null };
  });
}

function textOf({ id, place, text }: SentenceKey): string {
  return JSON.stringify([id, place, text]);
}
