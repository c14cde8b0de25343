import type { ReadableDb, WritableDb } from './handle.ts';

/** What a kept push is answered with. */
export interface AnswerForm {
  readonly contentType: string;
  readonly text: string;
}

/** Notes what pushes are answered with from now on; the same as before changes nothing. */
export function noteAnswerForm(db: WritableDb, { contentType, text }: AnswerForm, atMs: number): void {
  const latest = db.get<{ content_type: string; text: string }>('SELECT content_type, text FROM answer_forms ORDER BY after_push_id DESC LIMIT 1');
  if (latest?.content_type === contentType && latest.text === text) return;
  db.run('INSERT OR REPLACE INTO answer_forms SELECT ifnull(max(id), 0), ?, ?, ? FROM pushes', atMs, contentType, text);
}

/** What the push was answered with where it was kept; null for one that is older than these notes. */
export function answerFormAt(db: ReadableDb, pushId: number): AnswerForm | null {
  return db.get<AnswerForm>('SELECT content_type AS contentType, text FROM answer_forms WHERE after_push_id < ? ORDER BY after_push_id DESC LIMIT 1', pushId) ?? null;
}
