import type { CallsQuery } from '#shared/model/callQuery.ts';
import type { ReviewCounts } from '#shared/model/review.ts';
import type { ReadableDb, SqlValue, WritableDb } from './handle.ts';

/*
 * What calls can be found by of what the operator made of them. Each mark has its calls in the feed's order, and how many
 * they are. Marks follow from the operator's own tables and from the calls, and are made anew with these.
 */

const starred = 's';
const noted = 'n';
const followUp = 'f';
const unread = (status: string | null): string => `u${status ?? ''}`;
const outcome = (value: string): string => `o${value}`;
const tag = (value: string): string => `t${value}`;

/** What a call's marks follow from. */
export interface Marked {
  readonly isRead: boolean;
  readonly starredAtMs: number | null;
  readonly outcome: string | null;
  readonly tags: readonly string[];
  readonly followUp: unknown;
  readonly noteCount: number;
}

export function marksOf(review: Marked, status: string | null): string[] {
  return [
    ...(review.isRead ? [] : [unread(status)]),
    ...(review.starredAtMs === null ? [] : [starred]),
    ...(review.noteCount === 0 ? [] : [noted]),
    ...(review.followUp === null ? [] : [followUp]),
    ...(review.outcome === null ? [] : [outcome(review.outcome)]),
    ...review.tags.map(tag),
  ];
}

/** Puts a call's marks in the place of those that it had. */
export function changeMarks(db: WritableDb, callRow: number, before: readonly string[], after: readonly string[]): void {
  for (const mark of before) {
    if (after.includes(mark)) continue;
    db.run('DELETE FROM review_marks WHERE mark = ? AND call_row = ?', mark, callRow);
    db.run('UPDATE review_totals SET calls = calls - 1 WHERE mark = ?', mark);
    db.run('DELETE FROM review_totals WHERE mark = ? AND calls = 0', mark);
  }
  for (const mark of after) {
    if (before.includes(mark)) continue;
    db.run('INSERT INTO review_marks VALUES (?, ?)', mark, callRow);
    db.run('INSERT INTO review_totals VALUES (?, 1) ON CONFLICT DO UPDATE SET calls = calls + 1', mark);
  }
}

/** The marks that follow from the operator's own tables and the calls. */
const dueMarks = `
  SELECT 'u' || ifnull(status, '') AS mark, id AS call_row FROM calls LEFT JOIN reviews USING (call_id), review_state
    WHERE read_at_ms = 0 OR (read_at_ms IS NULL AND received_at_ms >= read_before_ms)
  UNION ALL SELECT 's', id FROM reviews JOIN calls USING (call_id) WHERE starred_at_ms IS NOT NULL
  UNION ALL SELECT 'f', id FROM reviews JOIN calls USING (call_id) WHERE due_at_ms IS NOT NULL
  UNION ALL SELECT 'o' || outcome, id FROM reviews JOIN calls USING (call_id) WHERE outcome IS NOT NULL
  UNION ALL SELECT 't' || value, calls.id FROM reviews JOIN calls USING (call_id), json_each(reviews.tags)
  UNION ALL SELECT 'n', id FROM calls WHERE call_id IN (SELECT call_id FROM notes)`;
const countedMarks = 'SELECT mark, count(*) AS calls FROM review_marks GROUP BY mark';

/** Makes all marks anew, where the operator's own tables were changed beside them. */
export function remakeMarks(db: WritableDb): void {
  db.exec(`
    DELETE FROM review_marks;
    DELETE FROM review_totals;
    INSERT INTO review_marks SELECT * FROM (${dueMarks});
    INSERT INTO review_totals ${countedMarks};
  `);
}

/** Looks at every call, and says how many marks are missing, are too many, or are counted wrongly. */
export function marksOff(db: ReadableDb): number {
  const count = (sql: string): number => db.get<{ n: number }>(`SELECT count(*) AS n FROM (${sql})`)?.n ?? 0;
  const marks = 'SELECT mark, call_row FROM review_marks';
  return count(`${dueMarks} EXCEPT ${marks}`) + count(`${marks} EXCEPT SELECT * FROM (${dueMarks})`) + count(`${countedMarks} EXCEPT SELECT mark, calls FROM review_totals`) + count(`SELECT mark, calls FROM review_totals EXCEPT ${countedMarks}`);
}

/** Which calls' recordings are never removed, as a condition on `recordings.call_row`. */
export const isProtected = `EXISTS (SELECT 1 FROM review_marks WHERE mark IN ('${starred}', '${noted}') AND review_marks.call_row = recordings.call_row)`;
/** Those calls, as a subquery. */
export const protectedRows = `SELECT call_row FROM review_marks WHERE mark IN ('${starred}', '${noted}')`;

const mostDue = 1000;

/** Numbers of calls by mark. */
export function reviewCounts(db: ReadableDb, nowMs: number): ReviewCounts {
  return db.snapshot(() => {
    const totals = db.all<{ mark: string; calls: number }>('SELECT mark, calls FROM review_totals');
    const count = (mark: string): number => totals.find((total) => total.mark === mark)?.calls ?? 0;
    const of = (prefix: string): Record<string, number> =>
      Object.fromEntries(totals.filter(({ mark }) => mark.startsWith(prefix)).map(({ mark, calls }) => [mark.slice(prefix.length), calls]));
    const due = db.get<{ calls: number }>('SELECT count(*) AS calls FROM (SELECT 1 FROM reviews JOIN calls USING (call_id) WHERE due_at_ms <= ? LIMIT ?)', nowMs, mostDue)?.calls ?? 0;
    const next = db.get<{ ms: number }>('SELECT due_at_ms AS ms FROM reviews JOIN calls USING (call_id) WHERE due_at_ms > ? ORDER BY due_at_ms LIMIT 1', nowMs)?.ms ?? null;
    return { unread: of(unread('')), starred: count(starred), noted: count(noted), followUps: { all: count(followUp), due, nextDueAtMs: next }, outcomes: of(outcome('')), tags: of(tag('')) };
  });
}

function unreadStatuses(db: ReadableDb): string[] {
  return db.all<{ mark: string }>(`SELECT mark FROM review_totals WHERE mark >= 'u' AND mark < 'v'`).map(({ mark }) => mark.slice(1));
}

/** What a query asks of the operator's part, as conditions on `calls`. */
export interface OwnFilter {
  /** Begins with ` AND`; empty where nothing is asked. */
  readonly sql: string;
  readonly values: readonly SqlValue[];
  /** The rarest marks of which a call has to have one, and how many calls have them; null where no mark has to be there. */
  readonly rarest: { readonly marks: readonly string[]; readonly calls: number } | null;
  /** The statuses are in the marks already. */
  readonly coversStatus: boolean;
}

type OwnQuery = Pick<CallsQuery, 'status' | 'read' | 'starred' | 'outcome' | 'ownTag' | 'noted' | 'followUp'> & Partial<Pick<CallsQuery, 'sort'>>;

/** Due is what is due by `nowMs`. */
export function ownFilter(db: ReadableDb, query: OwnQuery, nowMs: number): OwnFilter {
  const wanted: string[][] = [];
  const unwanted: string[][] = [];
  const ask = (marks: string[], isWanted: boolean | undefined): void => {
    if (isWanted !== undefined) (isWanted ? wanted : unwanted).push(marks);
  };
  const statuses = query.status === undefined || query.status.length === 0 ? null : query.status;
  if (query.read !== undefined) ask((statuses ?? unreadStatuses(db)).map(unread), !query.read);
  ask([starred], query.starred);
  ask([noted], query.noted);
  if (query.outcome !== undefined && query.outcome.length > 0) wanted.push(query.outcome.map(outcome));
  if (query.ownTag !== undefined) wanted.push([tag(query.ownTag)]);
  if (query.followUp !== undefined || query.sort === 'due') wanted.push([followUp]);

  const has = 'EXISTS (SELECT 1 FROM review_marks WHERE mark IN (SELECT value FROM json_each(?)) AND call_row = calls.id)';
  const conditions = [...wanted.map(() => has), ...unwanted.map(() => `NOT ${has}`)];
  const values: SqlValue[] = [...wanted, ...unwanted].map((marks) => JSON.stringify(marks));
  if (query.followUp === 'due') {
    conditions.push('EXISTS (SELECT 1 FROM reviews WHERE reviews.call_id = calls.call_id AND due_at_ms <= ?)');
    values.push(nowMs);
  }
  const [rarest = null] = wanted.map((marks) => ({ marks, calls: callsOf(db, marks) })).toSorted((one, other) => one.calls - other.calls);
  return { sql: conditions.map((condition) => ` AND ${condition}`).join(''), values, rarest, coversStatus: query.read === false && statuses !== null };
}

function callsOf(db: ReadableDb, marks: readonly string[]): number {
  return db.get<{ calls: number | null }>('SELECT sum(calls) AS calls FROM review_totals WHERE mark IN (SELECT value FROM json_each(?))', JSON.stringify(marks))?.calls ?? 0;
}
