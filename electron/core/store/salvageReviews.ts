import { z } from 'zod';
import type { ReadableDb, SqlValue, WritableDb } from './handle.ts';
import { remakeMarks } from './reviewMarks.ts';
import { schemaVersion } from './schema.ts';

const whole = z.number().int();
const maybe = whole.nullable();
const text = z.string();
const json = z.string().refine(isJson);

/** The operator's own tables, and what a row of each has to be: on a damaged page it may be anything. */
const tables = [
  {
    name: 'reviews',
    columns: { call_id: text, read_at_ms: maybe, starred_at_ms: maybe, outcome: text.nullable(), intent: text.nullable(), tags: json, due_at_ms: maybe, due_text: text.nullable(), reminded_at_ms: maybe },
  },
  { name: 'notes', columns: { id: whole, call_id: text, text, moment_ms: maybe, created_at_ms: whole, edited_at_ms: maybe } },
  { name: 'rescues', columns: { call_id: text, status: text.nullable(), arrived_at_ms: whole, handled_at_ms: maybe } },
  { name: 'views', columns: { id: whole, name: text, query: json, place: whole } },
  { name: 'alert_settings', columns: { only_row: whole, rules: json.nullable(), quiet_from: maybe, quiet_to: maybe, quiet_days: json.nullable(), paused_until_ms: maybe, volume: z.number() } },
] as const;

const rowsPerStep = 200;
/** Rows in a row that may be unreadable before the rest is taken for lost. */
const longestGap = 1000;

/**
 * Puts what the operator made of calls in `source`, which goes on where `target` was copied, in the place of what `target`
 * has: the whole of it, or as much as can be read.
 */
export function salvageReviews(source: ReadableDb, target: WritableDb): void {
  if (!isReadable(source)) return;
  target.write(() => {
    for (const { name, columns } of tables) {
      const { rows, isWhole } = readRows(source, name, z.object(columns));
      // What was taken away since the backup does not come back.
      if (isWhole) target.run(`DELETE FROM ${name}`);
      const names = Object.keys(columns);
      for (const row of rows) target.run(`INSERT OR REPLACE INTO ${name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`, ...names.map((column) => row[column] ?? null));
    }
    const since = readBefore(source);
    if (since !== null) target.run('UPDATE review_state SET read_before_ms = ?', since);
    remakeMarks(target);
  });
}

function isReadable(source: ReadableDb): boolean {
  try {
    return schemaVersion(source) >= 80;
  } catch {
    return false;
  }
}

function readBefore(source: ReadableDb): number | null {
  try {
    return source.get<{ ms: number }>('SELECT read_before_ms AS ms FROM review_state')?.ms ?? null;
  } catch {
    return null;
  }
}

function readRows(source: ReadableDb, table: string, schema: z.ZodType<Record<string, SqlValue>>): { readonly rows: Record<string, SqlValue>[]; readonly isWhole: boolean } {
  const rows: Record<string, SqlValue>[] = [];
  let isWhole = true;
  let gap = 0;
  for (let after = 0; gap < longestGap; ) {
    const step = readAfter(source, table, after);
    if (step === null) {
      isWhole = false;
      gap += 1;
      after += 1;
      continue;
    }
    const last = step.at(-1);
    if (last === undefined) return { rows, isWhole };
    for (const row of step) {
      const parsed = schema.safeParse(row);
      if (parsed.success) rows.push(parsed.data);
      else isWhole = false;
    }
    gap = 0;
    after = last.rowid;
  }
  return { rows, isWhole };
}

/** Rows in order; null where the next one cannot be read. */
function readAfter(source: ReadableDb, table: string, after: number): { rowid: number }[] | null {
  for (const count of [rowsPerStep, 1]) {
    try {
      return source.all<{ rowid: number }>(`SELECT rowid AS rowid, * FROM ${table} WHERE rowid > ? ORDER BY rowid LIMIT ?`, after, count);
    } catch {
      // A damaged page somewhere among them: one alone may be before it.
    }
  }
  return null;
}

function isJson(value: string): boolean {
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
