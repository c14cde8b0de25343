import { AppError } from '#shared/errors.ts';
import type { CallsQuery } from '#shared/model/callQuery.ts';
import { callAt } from './calls.ts';
import type { StoredCall } from './calls.ts';
import { lastEventSeq } from './events.ts';
import { anyFacet, expressionOf } from './search.ts';
import { timeFacets, unstartedFacet } from './facets.ts';
import type { ReadableDb } from './handle.ts';

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

/**
 * One page of the calls that the query asks for. Every filter is a token of the full-text index, whose hits come in order
 * of arrival without a sort, so any combination costs about what its rarest part does. Throws `bad-request` for a cursor
 * that is not one of this list.
 */
export function listCalls(db: ReadableDb, query: CallsQuery): CallsPage {
  const after = query.cursor === undefined ? null : placeFrom(query.cursor, query.sort);
  const times = timesOf(query);
  const inOrder = query.sort === 'started' ? byStart : byArrival;
  return db.snapshot(() => {
    const found = times !== null && times.fromMs >= times.toMs ? [] : inOrder(db, query, times, after, query.limit + 1);
    const page = found.slice(0, query.limit);
    const last = page.at(-1);
    return {
      items: page.map(({ id }) => callAt(db, id)),
      nextCursor: found.length > query.limit && last !== undefined ? cursorOf(last, query.sort) : null,
      asOfEvent: lastEventSeq(db),
    };
  });
}

const earliest = Number.MIN_SAFE_INTEGER;
const latest = Number.MAX_SAFE_INTEGER;

function timesOf({ from, to }: CallsQuery): Times | null {
  return from === undefined && to === undefined ? null : { fromMs: from ?? earliest, toMs: to ?? latest };
}

function byArrival(db: ReadableDb, query: CallsQuery, times: Times | null, after: Place | null, limit: number): Place[] {
  const before = after?.id ?? latest;
  const expression = and(expressionOf(query), times === null ? null : anyFacet(timeFacets(times.fromMs, times.toMs)));
  if (expression === null) return db.all<Place>(`${selectPlace} WHERE id < ? ORDER BY id DESC LIMIT ?`, before, limit);
  if (times === null) return db.all<Place>(`${selectHits} AND call_text.rowid < ? ORDER BY call_text.rowid DESC LIMIT ?`, expression, before, limit);
  return db.all<Place>(
    `${selectHits} AND call_text.rowid < ? AND started_at_ms >= ? AND started_at_ms < ? ORDER BY call_text.rowid DESC LIMIT ?`,
    expression,
    before,
    times.fromMs,
    times.toMs,
    limit,
  );
}

/** By call time, latest first; calls without one come last, in order of arrival, unless times are asked for. */
function byStart(db: ReadableDb, query: CallsQuery, times: Times | null, after: Place | null, limit: number): Place[] {
  const expression = expressionOf(query);
  const isAmongUnstarted = after !== null && after.startedAtMs === null;
  const started = isAmongUnstarted ? [] : startedCalls(db, expression, times ?? { fromMs: earliest, toMs: latest }, after, limit);
  if (times !== null || started.length >= limit) return started;
  return [...started, ...unstartedCalls(db, expression, isAmongUnstarted ? after.id : latest, limit - started.length)];
}

function unstartedCalls(db: ReadableDb, expression: string | null, before: number, limit: number): Place[] {
  if (expression === null) return db.all<Place>(`${selectPlace} WHERE started_at_ms IS NULL AND id < ? ORDER BY id DESC LIMIT ?`, before, limit);
  const match = and(expression, anyFacet([unstartedFacet]));
  return db.all<Place>(`${selectHits} AND call_text.rowid < ? ORDER BY call_text.rowid DESC LIMIT ?`, match, before, limit);
}

/** Up to so many hits are sorted whole; more are looked for stretch by stretch of time. */
const sortableHits = 4000;
const firstStretchMs = 3_600_000;

function startedCalls(db: ReadableDb, expression: string | null, { fromMs, toMs }: Times, after: Place | null, limit: number): Place[] {
  const place: Place = after ?? { id: latest, startedAtMs: latest };
  if (expression === null) {
    return db.all<Place>(
      `${selectPlace} WHERE started_at_ms >= ? AND started_at_ms < ? AND (started_at_ms, id) < (?, ?) ORDER BY started_at_ms DESC, id DESC LIMIT ?`,
      fromMs,
      toMs,
      place.startedAtMs,
      place.id,
      limit,
    );
  }
  const sorted = (match: string | null, from: number, to: number, count: number): Place[] =>
    db.all<Place>(
      `${selectHits} AND started_at_ms >= ? AND started_at_ms < ? AND (started_at_ms, id) < (?, ?) ORDER BY started_at_ms DESC, id DESC LIMIT ?`,
      match,
      from,
      to,
      place.startedAtMs,
      place.id,
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

