import type { Call } from '#shared/model/call.ts';
import type { StatusGroup } from '#shared/model/statuses.ts';

/** Which calls the feed shows. */
export interface FeedQuery {
  readonly view: 'all' | StatusGroup;
  /** The status codes of the view; null for all calls. */
  readonly statuses: readonly string[] | null;
  /** The search, empty for none. */
  readonly q: string;
  /** Only the calls that a notification told of; nothing else counts then. */
  readonly notice?: number | null;
}

/** `loading`: the first page of a query is on its way; until it is there the former rows stay. */
type Phase = 'loading' | 'ready' | 'failed';

export interface FeedState {
  readonly query: FeedQuery;
  readonly phase: Phase;
  /** Latest arrival first. */
  readonly rows: readonly Call[];
  /** Calls that arrived while somebody was reading, latest first; shown by `withFreshShown`. */
  readonly fresh: readonly Call[];
  /** Where the next page begins; null at the end. */
  readonly nextCursor: string | null;
  readonly more: 'idle' | 'loading' | 'failed';
  /** Whether somebody is reading, so that rows must not move. */
  readonly reading: boolean;
}

/** The state before anything was asked for. */
export const emptyFeed: FeedState = {
  query: { view: 'all', statuses: null, q: '' },
  phase: 'loading',
  rows: [],
  fresh: [],
  nextCursor: null,
  more: 'idle',
  reading: false,
};

/** Whether the feed shows the calls of an alert, to which none is added. */
export function isOfAlert({ notice = null }: FeedQuery): boolean {
  return notice !== null;
}

/** Whether `call` belongs to the query; null where only a search in the store can tell. */
export function matches(query: FeedQuery, call: Call): boolean | null {
  if (isOfAlert(query)) return false;
  if (query.view !== 'all' && call.statusGroup !== query.view) return false;
  return query.q === '' ? true : null;
}

/** `calls` with `call` at its place by arrival, before those that arrived at the same instant. */
function inserted(calls: readonly Call[], call: Call): readonly Call[] {
  const at = calls.findIndex((other) => other.receivedAtMs <= call.receivedAtMs);
  return at === -1 ? [...calls, call] : calls.toSpliced(at, 0, call);
}

function replaced(calls: readonly Call[], call: Call): readonly Call[] {
  const at = calls.findIndex((other) => other.callId === call.callId);
  return at === -1 ? calls : calls.with(at, call);
}

/** Whether `call` lies beyond the last loaded row: it comes with its page. */
function isBeyondLoaded(state: FeedState, call: Call): boolean {
  const last = state.rows.at(-1);
  return state.nextCursor !== null && last !== undefined && call.receivedAtMs < last.receivedAtMs;
}

/**
 * A call of the view, new or changed: one that is in the list changes in place, a new one goes in at its place, or
 * waits among the fresh ones while somebody reads.
 */
export function withReceivedCall(state: FeedState, call: Call): FeedState {
  const rows = replaced(state.rows, call);
  if (rows !== state.rows) return { ...state, rows };
  const fresh = replaced(state.fresh, call);
  if (fresh !== state.fresh) return { ...state, fresh };
  if (isBeyondLoaded(state, call)) return state;
  if (state.reading) return { ...state, fresh: inserted(state.fresh, call) };
  return { ...withFreshShown(state), rows: inserted(withFreshShown(state).rows, call) };
}

/** A change of a call that is in the list already; others are left alone. */
export function withChangedCall(state: FeedState, call: Call): FeedState {
  const rows = replaced(state.rows, call);
  const fresh = replaced(state.fresh, call);
  return rows === state.rows && fresh === state.fresh ? state : { ...state, rows, fresh };
}

/** The fresh calls brought into the list. */
export function withFreshShown(state: FeedState): FeedState {
  if (state.fresh.length === 0) return state;
  const newest = state.rows[0];
  const allNewer = newest === undefined || state.fresh.every((call) => call.receivedAtMs >= newest.receivedAtMs);
  const rows = allNewer ? [...state.fresh, ...state.rows] : state.fresh.toReversed().reduce(inserted, state.rows);
  return { ...state, rows, fresh: [] };
}

/** The first page of the query in place of what was there. */
export function withFirstPage(state: FeedState, page: Page): FeedState {
  return { ...state, phase: 'ready', rows: page.items, fresh: [], nextCursor: page.nextCursor, more: 'idle' };
}

/** A further page at the end; calls that are there already are not repeated. */
export function withNextPage(state: FeedState, page: Page): FeedState {
  const known = new Set([...state.rows, ...state.fresh].map((call) => call.callId));
  const added = page.items.filter((call) => !known.has(call.callId));
  return { ...state, rows: [...state.rows, ...added], nextCursor: page.nextCursor, more: 'idle' };
}

export interface Page {
  readonly items: readonly Call[];
  readonly nextCursor: string | null;
}
