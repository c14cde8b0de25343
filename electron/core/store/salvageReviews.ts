import { z } from 'zod';
import type { ReadableDb, SqlValue, WritableDb } from './handle.ts';
import { remakeMarks } from './reviewMarks.ts';
import { schemaVersion } from './schema.ts';
import { noteTimes } from './times.ts';
import type { CallKey } from './times.ts';

const whole = z.number().int();
const maybe = whole.nullable();
const text = z.string();
const json = z.string().refine(isJson);

interface OwnTable {
  readonly name: string;
  /** The schema that brought it. */
  readonly since: number;
  /** Its primary key, in the order of which it is read; null where it is read in the order of its rows. */
  readonly key: readonly string[] | null;
  readonly columns: Readonly<Record<string, z.ZodType<SqlValue>>>;
}

/** The operator's own tables, and what a row of each has to be: on a damaged page it may be anything. */
const tables: readonly OwnTable[] = [
  {
    name: 'reviews',
    since: 80,
    key: null,
    columns: { call_id: text, read_at_ms: maybe, starred_at_ms: maybe, outcome: text.nullable(), intent: text.nullable(), tags: json, due_at_ms: maybe, due_text: text.nullable(), reminded_at_ms: maybe },
  },
  { name: 'notes', since: 80, key: null, columns: { id: whole, call_id: text, text, moment_ms: maybe, created_at_ms: whole, edited_at_ms: maybe } },
  { name: 'views', since: 80, key: null, columns: { id: whole, name: text, query: json, place: whole } },
  { name: 'alert_settings', since: 81, key: null, columns: { only_row: whole, rules: json.nullable(), quiet_from: maybe, quiet_to: maybe, quiet_days: json.nullable().default(null), paused_until_ms: maybe, volume: z.number() } },
  { name: 'rescues', since: 82, key: null, columns: { call_id: text, status: text.nullable(), arrived_at_ms: whole, handled_at_ms: maybe } },
  { name: 'time_corrections', since: 70, key: ['call_id', 'sentence_id', 'place'], columns: { call_id: text, sentence_id: text, place: whole, text: text.nullable(), start_ms: whole, end_ms: whole } },
  { name: 'time_shifts', since: 70, key: ['call_id'], columns: { call_id: text, shift_ms: whole } },
];

const rowsPerStep = 200;
/** Rows in a row that may be unreadable before the rest is taken for lost. */
const longestGap = 1000;

/**
 * Puts what is the operator's own in `source`, which goes on where `target` was copied, in the place of what `target` has:
 * what was made of calls, views, alert rules, who was called back, and who spoke when; the whole of it, or as much as can be
 * read.
 */
export function salvageReviews(source: ReadableDb, target: WritableDb): void {
  const schema = readableSchema(source);
  target.write(() => {
    const timed = timedCalls(target);
    for (const table of tables.filter(({ since }) => schema >= since)) {
      const { name, columns } = table;
      const { rows, isWhole } = readRows(source, table);
      // What was taken away since the backup does not come back.
      if (isWhole) target.run(`DELETE FROM ${name}`);
      const names = Object.keys(columns);
      for (const row of rows) target.run(`INSERT OR REPLACE INTO ${name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`, ...names.map((column) => row[column] ?? null));
    }
    const since = schema < 80 ? null : readBefore(source);
    if (since !== null) target.run('UPDATE review_state SET read_before_ms = ?', since);
    remakeMarks(target);
    for (const key of new Map([...timed, ...timedCalls(target)]).values()) noteTimes(target, key);
  });
}

/** The calls here of whose times the operator said something, by their ids. */
function timedCalls(db: ReadableDb): Map<string, CallKey> {
  const calls = db.all<CallKey>('SELECT id AS row, call_id AS callId FROM calls WHERE call_id IN (SELECT call_id FROM time_corrections UNION SELECT call_id FROM time_shifts)');
  return new Map(calls.map((call) => [call.callId, call]));
}

/** 0 where it cannot be read. */
function readableSchema(source: ReadableDb): number {
  try {
    return schemaVersion(source);
  } catch {
    return 0;
  }
}

function readBefore(source: ReadableDb): number | null {
  try {
    return source.get<{ ms: number }>('SELECT read_before_ms AS ms FROM review_state')?.ms ?? null;
  } catch {
    return null;
  }
}

interface Read {
  readonly rows: Record<string, SqlValue>[];
  readonly isWhole: boolean;
}

function readRows(source: ReadableDb, table: OwnTable): Read {
  const read = table.key === null ? readByRow(source, table.name) : readByKey(source, table.name, table.key);
  const schema = z.object(table.columns);
  const parsed = read.rows.map((row) => schema.safeParse(row));
  return { rows: parsed.flatMap(({ data }) => (data === undefined ? [] : [data])), isWhole: read.isWhole && parsed.every(({ success }) => success) };
}

/** What cannot be read is passed over. */
function readByRow(source: ReadableDb, table: string): Read {
  const rows: Read['rows'] = [];
  let isWhole = true;
  let gap = 0;
  for (let after = 0; gap < longestGap; ) {
    const step = readSome(source, `SELECT rowid AS rowid, * FROM ${table} WHERE rowid > ? ORDER BY rowid`, [after]);
    if (step === null) {
      isWhole = false;
      gap += 1;
      after += 1;
      continue;
    }
    const last = step.at(-1);
    if (last === undefined) return { rows, isWhole };
    rows.push(...step);
    gap = 0;
    after = Number(last['rowid']);
  }
  return { rows, isWhole };
}

/** Up to what cannot be read, from both ends. */
function readByKey(source: ReadableDb, table: string, key: readonly string[]): Read {
  const up = readOneWay(source, table, key, 'ASC');
  return up.isWhole ? up : { rows: [...up.rows, ...readOneWay(source, table, key, 'DESC').rows], isWhole: false };
}

function readOneWay(source: ReadableDb, table: string, key: readonly string[], order: 'ASC' | 'DESC'): Read {
  const rows: Read['rows'] = [];
  const by = key.map((column) => `${column} ${order}`).join(', ');
  const beyond = `(${key.join(', ')}) ${order === 'ASC' ? '>' : '<'} (${key.map(() => '?').join(', ')})`;
  for (let last: Record<string, SqlValue> | undefined; ; last = rows.at(-1)) {
    const from = last === undefined ? { where: '', values: [] } : { where: ` WHERE ${beyond}`, values: key.map((column) => last?.[column] ?? null) };
    const step = readSome(source, `SELECT * FROM ${table}${from.where} ORDER BY ${by}`, from.values);
    if (step === null) return { rows, isWhole: false };
    if (step.length === 0) return { rows, isWhole: true };
    rows.push(...step);
  }
}

/** The next rows; null where the next one cannot be read. */
function readSome(source: ReadableDb, sql: string, values: readonly SqlValue[]): Record<string, SqlValue>[] | null {
  for (const count of [rowsPerStep, 1]) {
    try {
      return source.all<Record<string, SqlValue>>(`${sql} LIMIT ?`, ...values, count);
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
