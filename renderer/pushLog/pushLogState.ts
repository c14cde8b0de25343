import type { Push } from '#shared/model/push.ts';
import { everyPush, type PushQuery } from './pushQuery.ts';

export interface PushLogState {
  readonly query: PushQuery;
  /** `loading`: the first page of a query is on its way; until it is there the former rows stay. */
  readonly phase: 'loading' | 'ready' | 'failed';
  /** Latest first. */
  readonly rows: readonly Push[];
  /** Pushes that arrived while somebody was reading, latest first; shown by `withFreshShown`. */
  readonly fresh: readonly Push[];
  /** Whether so many arrived at once that some between `fresh` and `rows` are in neither. */
  readonly hasGap: boolean;
  /** Where the next page begins; null at the end. */
  readonly nextCursor: string | null;
  /** How far back was looked where the time was over before the page was full. */
  readonly searchedToMs: number | null;
  readonly more: 'idle' | 'loading' | 'failed';
  /** Whether somebody is reading, so that rows must not move. */
  readonly reading: boolean;
}

export interface Page {
  readonly items: readonly Push[];
  readonly nextCursor: string | null;
  readonly searchedToMs: number | null;
}

/** The state before anything was asked for. */
export const emptyLog: PushLogState = {
  query: everyPush,
  phase: 'loading',
  rows: [],
  fresh: [],
  hasGap: false,
  nextCursor: null,
  searchedToMs: null,
  more: 'idle',
  reading: false,
};

/** The first page of the query in place of what was there. */
export function withFirstPage(state: PushLogState, { items, nextCursor, searchedToMs }: Page): PushLogState {
  return { ...state, phase: 'ready', rows: items, fresh: [], hasGap: false, nextCursor, searchedToMs, more: 'idle' };
}

/** A further page at the end; pushes that are there already are not repeated. */
export function withNextPage(state: PushLogState, { items, nextCursor, searchedToMs }: Page): PushLogState {
  const known = new Set([...state.rows, ...state.fresh].map(({ id }) => id));
  return { ...state, rows: [...state.rows, ...items.filter(({ id }) => !known.has(id))], nextCursor, searchedToMs, more: 'idle' };
}

/**
 * The head of the query, asked for again: what is known changes in place, what is new goes in, or waits among the fresh
 * ones while somebody reads. `isWhole`: nothing can lie between the last of `items` and what is known.
 */
export function withHead(state: PushLogState, items: readonly Push[], isWhole: boolean): PushLogState {
  const changed = withChanged(state, items);
  const known = new Set([...state.rows, ...state.fresh].map(({ id }) => id));
  const added = items.filter(({ id }) => !known.has(id));
  if (added.length === 0) return changed;
  const hasGap = changed.hasGap || (!isWhole && added.length === items.length);
  const waiting = { ...changed, fresh: latestFirst([...changed.fresh, ...added]), hasGap };
  return state.reading || hasGap ? waiting : withFreshShown(waiting);
}

/** Pushes that are in the list already, as they are now; others are left alone. */
export function withChanged(state: PushLogState, pushes: readonly Push[]): PushLogState {
  const now = new Map(pushes.map((push) => [push.id, push]));
  const replaced = (list: readonly Push[]): readonly Push[] => (list.some(({ id }) => now.has(id)) ? list.map((push) => now.get(push.id) ?? push) : list);
  return { ...state, rows: replaced(state.rows), fresh: replaced(state.fresh) };
}

/** The fresh pushes brought into the list. Where there is a gap the list has to be loaded again instead. */
export function withFreshShown(state: PushLogState): PushLogState {
  return state.fresh.length === 0 ? state : { ...state, rows: latestFirst([...state.fresh, ...state.rows]), fresh: [] };
}

function latestFirst(pushes: readonly Push[]): readonly Push[] {
  return pushes.toSorted((a, b) => b.id - a.id);
}

/** How many of the latest pushes of the list reach back to the oldest one that is not filed yet; 0 where all are. */
export function unfiledReach({ rows, fresh }: PushLogState): number {
  return [...fresh, ...rows].findLastIndex(({ outcome }) => outcome === 'waiting') + 1;
}
