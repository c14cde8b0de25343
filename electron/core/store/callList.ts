import { AppError } from '#shared/errors.ts';
import type { CallsQuery } from '#shared/model/callQuery.ts';
import { callIdsOfNotices, noticeSpan } from './alertNotices.ts';
import type { NoticeSpan } from './alertNotices.ts';
import { bound } from './bound.ts';
import { callAt } from './calls.ts';
import type { StoredCall } from './calls.ts';
import { lastEventSeq } from './events.ts';
import { anyFacet, expressionOf } from './search.ts';
import { timeFacets, unstartedFacet } from './facets.ts';
import type { ReadableDb, SqlValue } from './handle.ts';
import { ownFilter } from './reviewMarks.ts';
import type { OwnFilter } from './reviewMarks.ts';

export interface CallsPage {
  readonly items: StoredCall[];
  readonly nextCursor: string | null;
  /** The latest event at the moment of the list. */
  readonly asOfEvent: number;
}

/** Where a page ended: the call's row, and its call time, or when it is due where the list is sorted by that. */
interface Place {
  readonly id: number;
  readonly sortedAtMs: number | null;
}

/** Call times from (inclusive) and to (exclusive). */
interface Times {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a query asks for, in the form in which the database is asked. */
interface Asked {
  /** For the full-text index, without the times; null where it is not asked. */
  readonly expression: string | null;
  /** Whether words are looked for: the index takes about as long for one call as for many, while it tells of a filter alone at once. */
  readonly hasWords: boolean;
  readonly times: Times | null;
  readonly own: OwnFilter;
}

/**
 * One page of the calls that the query asks for. Every filter is a token of the full-text index, whose hits come in order
 * of arrival without a sort, or a mark, whose calls do so too; so any combination costs about what its rarest part does.
 * What is due is due by `nowMs`. Throws `bad-request` for a cursor that is not one of this list.
 */
export function listCalls(db: ReadableDb, query: CallsQuery, nowMs: number): CallsPage {
  const after = query.cursor === undefined ? null : placeFrom(query.cursor, query.sort);
  if (query.notice !== undefined) return callsOfNotices(db, noticeSpan(query.notice), after, query.limit);
  return db.snapshot(() => {
    const found = listed[query.sort](db, askedBy(db, query, nowMs), after, query.limit + 1);
    return pageOf(db, found, query.limit, query.sort);
  });
}

function pageOf(db: ReadableDb, found: readonly Place[], limit: number, sort: CallsQuery['sort']): CallsPage {
  const page = found.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ id }) => callAt(db, id)),
    nextCursor: found.length > limit && last !== undefined ? cursorOf(last, sort) : null,
    asOfEvent: lastEventSeq(db),
  };
}

/** Exactly the calls that notifications told of, latest arrival first; other conditions are not looked at. */
function callsOfNotices(db: ReadableDb, { from, to }: NoticeSpan, after: Place | null, limit: number): CallsPage {
  return db.snapshot(() => {
    const found = db.all<Place>(
      `SELECT id, started_at_ms AS sortedAtMs FROM calls WHERE call_id IN (${callIdsOfNotices}) AND id < ${bound} ORDER BY id DESC LIMIT ?`,
      from,
      to,
      after?.id ?? latest,
      limit + 1,
    );
    return pageOf(db, found, limit, 'arrived');
  });
}

/** All calls of a call's number, latest arrival first, that one too; null where there is no such call. */
export function listSameNumber(db: ReadableDb, callId: string, { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined }, nowMs: number): CallsPage | null {
  return db.snapshot(() => {
    const call = db.get<{ id: number; phone: string | null }>('SELECT id, phone FROM calls WHERE call_id = ?', callId);
    if (call === undefined) return null;
    if (call.phone === null) return { items: [callAt(db, call.id)], nextCursor: null, asOfEvent: lastEventSeq(db) };
    return listCalls(db, { phone: call.phone, sort: 'arrived', limit, cursor }, nowMs);
  });
}

/** How many calls the query asks for, counted up to `most`. */
export function countUpTo(db: ReadableDb, query: Omit<CallsQuery, 'limit' | 'cursor'>, most: number, nowMs: number): number {
  return byArrival(db, askedBy(db, query, nowMs), null, most).length;
}

function askedBy(db: ReadableDb, query: Omit<CallsQuery, 'limit' | 'cursor'>, nowMs: number): Asked {
  const own = ownFilter(db, query, nowMs);
  return { expression: expressionOf(own.coversStatus ? { ...query, status: undefined } : query), hasWords: (query.q ?? '').trim() !== '', times: timesOf(query), own };
}

const listed = { arrived: byArrival, started: byStart, due: byDue } as const satisfies Record<CallsQuery['sort'], unknown>;

const earliest = Number.MIN_SAFE_INTEGER;
const latest = Number.MAX_SAFE_INTEGER;

function timesOf({ from, to }: Pick<CallsQuery, 'from' | 'to'>): Times | null {
  return from === undefined && to === undefined ? null : { fromMs: from ?? earliest, toMs: to ?? latest };
}

function byArrival(db: ReadableDb, { expression: filters, hasWords, times, own }: Asked, after: Place | null, limit: number): Place[] {
  const before = after?.id ?? latest;
  if (isNever(times)) return [];
  const expression = and(filters, times === null ? null : anyFacet(timeFacets(times.fromMs, times.toMs)));
  const among = times === null ? '' : ' AND started_at_ms >= ? AND started_at_ms < ?';
  const timeValues = times === null ? [] : [times.fromMs, times.toMs];
  if (own.rarest !== null && (expression === null || own.rarest.calls <= sortableHits)) {
    const marked = `${selectMarked} AND call_row < ?${among}${own.sql}`;
    const text = textCondition(filters, hasWords);
    const found = own.rarest.marks.flatMap((mark) =>
      filters === null || !hasWords
        ? db.all<Place>(`${marked}${text.sql} ORDER BY call_row DESC LIMIT ?`, mark, before, ...timeValues, ...own.values, ...text.values, limit)
        : markedHits(db, filters, { mark, before, marked, values: [...timeValues, ...own.values] }, limit),
    );
    return firstOf(found, (one, other) => other.id - one.id, limit);
  }
  if (expression === null) return db.all<Place>(`${selectPlace} WHERE id < ?${own.sql} ORDER BY id DESC LIMIT ?`, before, ...own.values, limit);
  return db.all<Place>(
    `${selectHits} AND call_text.rowid < ?${among}${own.sql} ORDER BY call_text.rowid DESC LIMIT ?`,
    expression,
    before,
    ...timeValues,
    ...own.values,
    limit,
  );
}

/** Marks in the first stretch that is looked through; each further one has four times as many. */
const firstMarks = 200;

interface Marked {
  readonly mark: string;
  readonly before: number;
  /** Asks for calls with the mark before that one. */
  readonly marked: string;
  /** Of what is asked of them beside that. */
  readonly values: readonly SqlValue[];
}

/** Of the calls with a mark those that the text finds, stretch by stretch: the index takes about as long to look for one call as for all of a stretch. */
function markedHits(db: ReadableDb, expression: string, { mark, before, marked, values }: Marked, limit: number): Place[] {
  const found: Place[] = [];
  let top = before;
  for (let marks = firstMarks; found.length < limit; marks *= 4) {
    const bottom = db.get<{ row: number }>('SELECT call_row AS row FROM review_marks WHERE mark = ? AND call_row < ? ORDER BY call_row DESC LIMIT 1 OFFSET ?', mark, top, marks - 1)?.row ?? null;
    const from = bottom ?? 0;
    found.push(
      ...db.all<Place>(
        `${marked} AND call_row >= ? AND call_row IN (SELECT rowid FROM call_text WHERE call_text MATCH ? AND rowid >= ? AND rowid < ?) ORDER BY call_row DESC LIMIT ?`,
        mark,
        top,
        ...values,
        from,
        expression,
        from,
        top,
        limit - found.length,
      ),
    );
    if (bottom === null) break;
    top = bottom;
  }
  return found;
}

/** By call time, latest first; calls without one come last, in order of arrival, unless times are asked for. */
function byStart(db: ReadableDb, asked: Asked, after: Place | null, limit: number): Place[] {
  if (isNever(asked.times)) return [];
  if (asked.own.rarest !== null && asked.own.rarest.calls <= sortableHits) return markedByStart(db, asked, asked.own.rarest.marks, after, limit);
  const isAmongUnstarted = after !== null && after.sortedAtMs === null;
  const started = isAmongUnstarted ? [] : startedCalls(db, asked, asked.times ?? { fromMs: earliest, toMs: latest }, after, limit);
  if (asked.times !== null || started.length >= limit) return started;
  return [...started, ...unstartedCalls(db, asked, isAmongUnstarted ? after.id : latest, limit - started.length)];
}

/** The few calls that have one of the marks, sorted whole. */
function markedByStart(db: ReadableDb, { expression, hasWords, times, own }: Asked, marks: readonly string[], after: Place | null, limit: number): Place[] {
  const text = textCondition(expression, hasWords);
  const found = marks.flatMap((mark) => db.all<Place>(`${selectMarked}${own.sql}${text.sql}`, mark, ...own.values, ...text.values));
  const startOf = ({ sortedAtMs }: Place): number => sortedAtMs ?? Number.NEGATIVE_INFINITY;
  const order = (one: Place, other: Place): number => {
    const later = startOf(other) === startOf(one) ? 0 : startOf(other) - startOf(one);
    return later === 0 ? other.id - one.id : later;
  };
  const wanted = found.filter((place) => isWithin(place, times) && (after === null || order(after, place) < 0));
  return firstOf(wanted, order, limit);
}

/** By when it is due, what is due first first; of two at the same moment, the one that arrived first. These are few: each is looked at for whether it fits. */
function byDue(db: ReadableDb, { expression, hasWords, times, own }: Asked, after: Place | null, limit: number): Place[] {
  if (isNever(times)) return [];
  const text = textCondition(expression, hasWords);
  const { fromMs, toMs } = times ?? { fromMs: null, toMs: null };
  return db.all<Place>(
    `SELECT id, due_at_ms AS sortedAtMs FROM reviews INDEXED BY reviews_due CROSS JOIN calls USING (call_id)
     WHERE due_at_ms IS NOT NULL AND due_at_ms >= ? AND (due_at_ms, id) > (?, ?) AND (? IS NULL OR (started_at_ms >= ? AND started_at_ms < ?))${own.sql}${text.sql}
     ORDER BY due_at_ms, id LIMIT ?`,
    after?.sortedAtMs ?? earliest,
    after?.sortedAtMs ?? earliest,
    after?.id ?? 0,
    fromMs,
    fromMs,
    toMs,
    ...own.values,
    ...text.values,
    limit,
  );
}

function isWithin({ sortedAtMs }: Place, times: Times | null): boolean {
  return times === null || (sortedAtMs !== null && sortedAtMs >= times.fromMs && sortedAtMs < times.toMs);
}

function isNever(times: Times | null): boolean {
  return times !== null && times.fromMs >= times.toMs;
}

/** A call may have several of the marks that were asked for. */
function firstOf(places: readonly Place[], order: (one: Place, other: Place) => number, limit: number): Place[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  return [...byId.values()].toSorted(order).slice(0, limit);
}

function textCondition(expression: string | null, hasWords: boolean): { readonly sql: string; readonly values: readonly string[] } {
  if (expression === null) return { sql: '', values: [] };
  const sql = hasWords ? 'calls.id IN (SELECT rowid FROM call_text WHERE call_text MATCH ?)' : 'EXISTS (SELECT 1 FROM call_text WHERE call_text MATCH ? AND call_text.rowid = calls.id)';
  return { sql: ` AND ${sql}`, values: [expression] };
}

function unstartedCalls(db: ReadableDb, { expression, own }: Asked, before: number, limit: number): Place[] {
  if (expression === null) return db.all<Place>(`${selectPlace} WHERE started_at_ms IS NULL AND id < ?${own.sql} ORDER BY id DESC LIMIT ?`, before, ...own.values, limit);
  const match = and(expression, anyFacet([unstartedFacet]));
  return db.all<Place>(`${selectHits} AND call_text.rowid < ?${own.sql} ORDER BY call_text.rowid DESC LIMIT ?`, match, before, ...own.values, limit);
}

/** Up to so many hits are sorted whole; more are looked for stretch by stretch of time. */
const sortableHits = 4000;
const firstStretchMs = 3_600_000;

function startedCalls(db: ReadableDb, { expression, own }: Asked, { fromMs, toMs }: Times, after: Place | null, limit: number): Place[] {
  const place: Place = after ?? { id: latest, sortedAtMs: latest };
  if (expression === null) {
    return db.all<Place>(
      `${selectPlace} WHERE started_at_ms >= ? AND started_at_ms < ? AND (started_at_ms, id) < (?, ?)${own.sql} ORDER BY started_at_ms DESC, id DESC LIMIT ?`,
      fromMs,
      toMs,
      place.sortedAtMs,
      place.id,
      ...own.values,
      limit,
    );
  }
  const sorted = (match: string | null, from: number, to: number, count: number): Place[] =>
    db.all<Place>(
      `${selectHits} AND started_at_ms >= ? AND started_at_ms < ? AND (started_at_ms, id) < (?, ?)${own.sql} ORDER BY started_at_ms DESC, id DESC LIMIT ?`,
      match,
      from,
      to,
      place.sortedAtMs,
      place.id,
      ...own.values,
      count,
    );
  const isWhole = fromMs === earliest && toMs === latest;
  const whole = isWhole ? expression : and(expression, anyFacet(timeFacets(fromMs, toMs)));
  if (!hasMoreHits(db, whole, sortableHits)) return sorted(whole, fromMs, toMs, limit);

  const found: Place[] = [];
  let stretchMs = firstStretchMs;
  let endMs = Math.min(toMs, (place.sortedAtMs ?? latest) + 1);
  while (found.length < limit) {
    const newestMs = newestStart(db, fromMs, endMs);
    if (newestMs === null) break;
    const beginMs = Math.max(fromMs, newestMs + 1 - stretchMs);
    const match = and(expression, anyFacet(timeFacets(beginMs, newestMs + 1)));
    if (stretchMs > firstStretchMs && hasMoreHits(db, match, sortableHits)) {
      stretchMs = Math.max(firstStretchMs, stretchMs / 4);
      continue;
    }
    found.push(...sorted(match, beginMs, newestMs + 1, limit - found.length));
    endMs = beginMs;
    stretchMs *= 4;
  }
  return found;
}

/** The latest call time of any call in [fromMs, endMs). */
function newestStart(db: ReadableDb, fromMs: number, endMs: number): number | null {
  const sql = 'SELECT started_at_ms AS ms FROM calls WHERE started_at_ms >= ? AND started_at_ms < ? ORDER BY started_at_ms DESC LIMIT 1';
  return db.get<{ ms: number }>(sql, fromMs, endMs)?.ms ?? null;
}

function hasMoreHits(db: ReadableDb, match: string | null, count: number): boolean {
  const sql = 'SELECT count(*) AS hits FROM (SELECT 1 FROM call_text WHERE call_text MATCH ? LIMIT ?)';
  return (db.get<{ hits: number }>(sql, match, count + 1)?.hits ?? 0) > count;
}

const selectPlace = 'SELECT id, started_at_ms AS sortedAtMs FROM calls';
const selectMarked = 'SELECT id, started_at_ms AS sortedAtMs FROM review_marks CROSS JOIN calls ON calls.id = call_row WHERE mark = ?';
/** The order of the join is fixed (CROSS): the index's hits first, then each one's call. */
const selectHits =
  'SELECT id, started_at_ms AS sortedAtMs FROM call_text CROSS JOIN calls ON calls.id = call_text.rowid WHERE call_text MATCH ?';

function and(...expressions: readonly (string | null)[]): string | null {
  const present = expressions.filter((expression) => expression !== null);
  return present.length === 0 ? null : present.join(' AND ');
}

/** What cursors begin with. */
const letters = { arrived: 'a', started: 's', due: 'd' } as const satisfies Record<CallsQuery['sort'], string>;

function cursorOf({ id, sortedAtMs }: Place, sort: CallsQuery['sort']): string {
  return sort === 'arrived' ? `${letters.arrived}${id}` : `${letters[sort]}${sortedAtMs ?? ''}_${id}`;
}

function placeFrom(cursor: string, sort: CallsQuery['sort']): Place {
  const match = (sort === 'arrived' ? /^(a)()(\d{1,16})$/ : /^([sd])(-?\d{1,16})?_(\d{1,16})$/).exec(cursor);
  if (match === null || match[1] !== letters[sort]) throw new AppError('bad-request', 'The cursor is not one of this list: begin again without one.');
  return { sortedAtMs: match[2] === undefined || match[2] === '' ? null : Number(match[2]), id: Number(match[3]) };
}
