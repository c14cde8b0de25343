import type { Call } from '#shared/model/call.ts';
import type { Review } from '#shared/model/review.ts';
import type { StatusGroup } from '#shared/model/statuses.ts';
import { fits, noFilters, type FeedFilters } from './feedFilters.ts';

/** Of other calls nothing waits to be read. */
export const unreadGroups: ReadonlySet<StatusGroup> = new Set<StatusGroup>(['answered', 'handover', 'lost']);

/** Whether the call waits to be read. */
export function isUnread({ statusGroup, review }: Pick<Call, 'statusGroup' | 'review'>): boolean {
  return !review.read && unreadGroups.has(statusGroup);
}

/** Which calls the feed shows. */
export interface FeedQuery {
  readonly view: 'all' | StatusGroup;
  /** The status codes of the view; null for all calls. */
  readonly statuses: readonly string[] | null;
  /** The search, empty for none. */
  readonly q: string;
  readonly filters: FeedFilters;
  /** Only the calls that a notification told of, or several; nothing else counts then. */
  readonly notice?: string | null;
}

/** `loading`: the first page of a query is on its way; until it is there the former rows stay. */
type Phase = 'loading' | 'ready' | 'failed';

export interface FeedState {
  readonly query: FeedQuery;
  readonly phase: Phase;
  /** Latest arrival first, or what is due first where it is to be followed up. */
  readonly rows: readonly Call[];
  /** Calls that arrived while somebody was reading, in the same order; shown by `withFreshShown`. */
  readonly fresh: readonly Call[];
  /** How many more of them arrived before those in `fresh`, and are no longer held: the list is read anew to show them. */
  readonly freshBefore: FreshCount;
  /** Where the next page begins; null at the end. */
  readonly nextCursor: string | null;
  readonly more: 'idle' | 'loading' | 'failed';
  /** Whether somebody is reading, so that rows must not move. */
  readonly reading: boolean;
}

export interface FreshCount {
  readonly calls: number;
  readonly answered: number;
}

/** So many are held while somebody reads, who may read all day. */
const mostFresh = 1000;

const noneBefore: FreshCount = { calls: 0, answered: 0 };

/** The state before anything was asked for. */
export const emptyFeed: FeedState = {
  query: { view: 'all', statuses: null, q: '', filters: noFilters },
  phase: 'loading',
  rows: [],
  fresh: [],
  freshBefore: noneBefore,
  nextCursor: null,
  more: 'idle',
  reading: false,
};

/** Whether the feed shows the calls of an alert, to which none is added. */
export function isOfAlert({ notice = null }: FeedQuery): boolean {
  return notice !== null;
}

/** The status codes that the view and its filters leave; null for all. */
export function narrowedStatuses({ statuses, filters: { status } }: FeedQuery): readonly string[] | null {
  if (status.length === 0) return statuses;
  return statuses === null ? status : status.filter((code) => statuses.includes(code));
}

/** Whether `call` belongs to the query; null where only a search in the store can tell. */
export function matches(query: FeedQuery, call: Call): boolean | null {
  if (isOfAlert(query)) return false;
  if (query.view !== 'all' && call.statusGroup !== query.view) return false;
  const doesFit = fits(query.filters, call);
  return doesFit === true && query.q !== '' ? null : doesFit;
}

/** Whether the list has what is due first first, instead of what arrived last. */
export function isByDue({ filters }: FeedQuery): boolean {
  return filters.followUp !== null;
}

/** Whether `call` comes before `other` in the list; of two that arrived at the same instant, the one that is told of later does. */
function comesBefore(query: FeedQuery, call: Call, other: Call): boolean {
  if (!isByDue(query)) return other.receivedAtMs <= call.receivedAtMs;
  return (call.review.followUpDueAtMs ?? Infinity) < (other.review.followUpDueAtMs ?? Infinity);
}

/** `calls` with `call` at its place. */
function inserted(query: FeedQuery, calls: readonly Call[], call: Call): readonly Call[] {
  const at = calls.findIndex((other) => comesBefore(query, call, other));
  return at === -1 ? [...calls, call] : calls.toSpliced(at, 0, call);
}

function replaced(calls: readonly Call[], call: Call): readonly Call[] {
  const at = calls.findIndex((other) => other.callId === call.callId);
  return at === -1 ? calls : calls.with(at, call);
}

/** Whether `call` lies beyond the last loaded row: it comes with its page. */
function isBeyondLoaded(state: FeedState, call: Call): boolean {
  const last = state.rows.at(-1);
  return state.nextCursor !== null && last !== undefined && !comesBefore(state.query, call, last);
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
  if (isBeyondLoaded(state, call) || isAmongThoseBefore(state, call)) return state;
  // Where some are no longer held, bringing in the others would leave a gap.
  if (state.reading || state.freshBefore.calls > 0) return withFresh(state, call);
  return { ...withFreshShown(state), rows: inserted(state.query, withFreshShown(state).rows, call) };
}

/** Whether `call` arrived before those that are held of the fresh ones, when others already were not: it is counted. */
function isAmongThoseBefore({ fresh, freshBefore }: FeedState, call: Call): boolean {
  const oldest = fresh.at(-1);
  return freshBefore.calls > 0 && oldest !== undefined && call.receivedAtMs <= oldest.receivedAtMs;
}

function withFresh(state: FeedState, call: Call): FeedState {
  const fresh = inserted(state.query, state.fresh, call);
  if (fresh.length <= mostFresh) return { ...state, fresh };
  const left = countOf(fresh.slice(mostFresh));
  return { ...state, fresh: fresh.slice(0, mostFresh), freshBefore: { calls: state.freshBefore.calls + left.calls, answered: state.freshBefore.answered + left.answered } };
}

function countOf(calls: readonly Call[]): FreshCount {
  return { calls: calls.length, answered: calls.filter(({ statusGroup }) => statusGroup === 'answered').length };
}

/** How many calls arrived while somebody was reading. */
export function freshCount({ fresh, freshBefore }: Pick<FeedState, 'fresh' | 'freshBefore'>): FreshCount {
  const held = countOf(fresh);
  return { calls: freshBefore.calls + held.calls, answered: freshBefore.answered + held.answered };
}

/** A change of a call that is in the list already; others are left alone. */
export function withChangedCall(state: FeedState, call: Call): FeedState {
  const rows = replaced(state.rows, call);
  const fresh = replaced(state.fresh, call);
  return rows === state.rows && fresh === state.fresh ? state : { ...state, rows, fresh };
}

/** What the operator makes of calls now, by call id; those that are not in the list are left out. A call stays until the list is read anew. */
export function withReviews(state: FeedState, reviews: ReadonlyMap<string, Review>): FeedState {
  const reviewed = (calls: readonly Call[]): readonly Call[] =>
    calls.some(({ callId }) => reviews.has(callId))
      ? calls.map((call) => {
          const review = reviews.get(call.callId);
          return review === undefined ? call : { ...call, review };
        })
      : calls;
  return { ...state, rows: reviewed(state.rows), fresh: reviewed(state.fresh) };
}

/** The fresh calls brought into the list. */
export function withFreshShown(state: FeedState): FeedState {
  if (state.fresh.length === 0) return state;
  const { query } = state;
  const first = state.rows[0];
  const areAllBefore = first === undefined || state.fresh.every((call) => comesBefore(query, call, first));
  const rows = areAllBefore ? [...state.fresh, ...state.rows] : state.fresh.toReversed().reduce((calls, call) => inserted(query, calls, call), state.rows);
  return { ...state, rows, fresh: [] };
}

/** The first page of the query in place of what was there. */
export function withFirstPage(state: FeedState, page: Page): FeedState {
  return { ...state, phase: 'ready', rows: page.items, fresh: [], freshBefore: noneBefore, nextCursor: page.nextCursor, more: 'idle' };
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
