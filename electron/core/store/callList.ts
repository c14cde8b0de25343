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
import type { ReadableDb } from './handle.ts';
import { ownFilter } from './reviewMarks.ts';
import type { OwnFilter } from './reviewMarks.ts';

export interface CallsPage {
  readonly items: StoredCall[];
  readonly nextCursor: string | null;
  /** The latest event at the moment of the list. */
  readonly asOfEvent: number;
}

/** Where a page ended: the call's row, and its call time where the list is sorted by that. */
interface Place {
  readonly id: number;
  readonly startedAtMs: number | null;
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
    const found = (query.sort === 'started' ? byStart : byArrival)(db, askedBy(db, query, nowMs), after, query.limit + 1);
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
      `SELECT id, started_at_ms AS startedAtMs FROM calls WHERE call_id IN (${callIdsOfNotices}) AND id < ${bound} ORDER BY id DESC LIMIT ?`,
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
  return { expression: expressionOf(own.coversStatus ? { ...query, status: undefined } : query), times: timesOf(query), own };
}

const earliest = Number.MIN_SAFE_INTEGER;
const latest = Number.MAX_SAFE_INTEGER;

function timesOf({ from, to }: Pick<CallsQuery, 'from' | 'to'>): Times | null {
  return from === undefined && to === undefined ? null : { fromMs: from ?? earliest, toMs: to ?? latest };
}

function byArrival(db: ReadableDb, { expression: filters, times, own }: Asked, after: Place | null, limit: number): Place[] {
  const before = after?.id ?? latest;
  if (isNever(times)) return [];
  const expression = and(filters, times === null ? null : anyFacet(timeFacets(times.fromMs, times.toMs)));
  const among = times === null ? '' : ' AND started_at_ms >= ? AND started_at_ms < ?';
  const timeValues = times === null ? [] : [times.fromMs, times.toMs];
  if (own.rarest !== null && (expression === null || own.rarest.calls <= sortableHits)) {
    const text = textCondition(filters);
    const found = own.rarest.marks.flatMap((mark) =>
      db.all<Place>(
        `${selectMarked} AND call_row < ?${among}${own.sql}${text.sql} ORDER BY call_row DESC LIMIT ?`,
        mark,
        before,
        ...timeValues,
        ...own.values,
        ...text.values,
        limit,
      ),
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

/** By call time, latest first; calls without one come last, in order of arrival, unless times are asked for. */
function byStart(db: ReadableDb, asked: Asked, after: Place | null, limit: number): Place[] {
  if (isNever(asked.times)) return [];
  if (asked.own.rarest !== null && asked.own.rarest.calls <= sortableHits) return markedByStart(db, asked, asked.own.rarest.marks, after, limit);
  const isAmongUnstarted = after !== null && after.startedAtMs === null;
  const started = isAmongUnstarted ? [] : startedCalls(db, asked, asked.times ?? { fromMs: earliest, toMs: latest }, after, limit);
  if (asked.times !== null || started.length >= limit) return started;
  return [...started, ...unstartedCalls(db, asked, isAmongUnstarted ? after.id : latest, limit - started.length)];
}

/** The few calls that have one of the marks, sorted whole. */
function markedByStart(db: ReadableDb, { expression, times, own }: Asked, marks: readonly string[], after: Place | null, limit: number): Place[] {
  const text = textCondition(expression);
  const found = marks.flatMap((mark) => db.all<Place>(`${selectMarked}${own.sql}${text.sql}`, mark, ...own.values, ...text.values));
  const startOf = ({ startedAtMs }: Place): number => startedAtMs ?? Number.NEGATIVE_INFINITY;
  const order = (one: Place, other: Place): number => {
    const later = startOf(other) === startOf(one) ? 0 : startOf(other) - startOf(one);
    return later === 0 ? other.id - one.id : later;
  };
  const wanted = found.filter((place) => isWithin(place, times) && (after === null || order(after, place) < 0));
  return firstOf(wanted, order, limit);
}

function isWithin({ startedAtMs }: Place, times: Times | null): boolean {
  return times === null || (startedAtMs !== null && startedAtMs >= times.fromMs && startedAtMs < times.toMs);
}

function isNever(times: Times | null): boolean {
  return times !== null && times.fromMs >= times.toMs;
}

/** A call may have several of the marks that were asked for. */
function firstOf(places: readonly Place[], order: (one: Place, other: Place) => number, limit: number): Place[] {
  const byId = new Map(places.map((place) => [place.id, place]));
  return [...byId.values()].toSorted(order).slice(0, limit);
}

function textCondition(expression: string | null): { readonly sql: string; readonly values: readonly string[] } {
  if (expression === null) return { sql: '', values: [] };
  return { sql: ' AND EXISTS (SELECT 1 FROM call_text WHERE call_text MATCH ? AND call_text.rowid = calls.id)', values: [expression] };
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
  const place: Place = after ?? { id: latest, startedAtMs: latest };
  if (expression === null) {
    return db.all<Place>(
      `${selectPlace} WHERE started_at_ms >= ? AND started_at_ms < ? AND (started_at_ms, id) < (?, ?)${own.sql} ORDER BY started_at_ms DESC, id DESC LIMIT ?`,
      fromMs,
      toMs,
      place.startedAtMs,
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
      place.startedAtMs,
      place.id,
      ...own.values,
      count,
    );
  const isWhole = fromMs === earliest && toMs === latest;
  const whole = isWhole ? expression : and(expression, anyFacet(timeFacets(fromMs, toMs)));
  if (!hasMoreHits(db, whole, sortableHits)) return sorted(whole, fromMs, toMs, limit);

  const found: Place[] = [];
  let stretchMs = firstStretchMs;
  let endMs = Math.min(toMs, (place.startedAtMs ?? latest) + 1);
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

const selectPlace = 'SELECT id, started_at_ms AS startedAtMs FROM calls';
const selectMarked = 'SELECT id, started_at_ms AS startedAtMs FROM review_marks CROSS JOIN calls ON calls.id = call_row WHERE mark = ?';
/** The order of the join is fixed (CROSS): the index's hits first, then each one's call. */
const selectHits =
  'SELECT id, started_at_ms AS startedAtMs FROM call_text CROSS JOIN calls ON calls.id = call_text.rowid WHERE call_text MATCH ?';

function and(...expressions: readonly (string | null)[]): string | null {
  const present = expressions.filter((expression) => expression !== null);
  return present.length === 0 ? null : present.join(' AND ');
}

function cursorOf({ id, startedAtMs }: Place, sort: CallsQuery['sort']): string {
  return sort === 'arrived' ? `a${id}` : `s${startedAtMs ?? ''}_${id}`;
}

function placeFrom(cursor: string, sort: CallsQuery['sort']): Place {
  const match = (sort === 'arrived' ? /^a()(\d{1,16})$/ : /^s(-?\d{1,16})?_(\d{1,16})$/).exec(cursor);
  if (match === null) throw new AppError('bad-request', 'The cursor is not one of this list: begin again without one.');
  return { startedAtMs: match[1] === undefined || match[1] === '' ? null : Number(match[1]), id: Number(match[2]) };
}

