import type { Rescue } from '#shared/model/rescue.ts';

export interface RescueState {
  /** Those that wait, the latest first, then those that a later call reached. */
  readonly items: readonly Rescue[];
  /** How many are open; more than `items` where there are very many. */
  readonly open: number;
  /** How far the receiver's clock is ahead of this page's, ms. */
  readonly aheadMs: number;
  /** The call whose card is on top. */
  readonly shownId: string | null;
  /** The one that was put away last, as long as that is offered to be taken back. */
  readonly handled: { readonly callId: string; readonly phone: string | null; readonly outcome: string | null; readonly undo: string | null } | null;
  /** The number of the one that was brought back last, as long as that is said. */
  readonly back: { readonly phone: string | null } | null;
  /** The call that is open. */
  readonly openId: string | null;
  /** Whether what was asked for last could not be done. */
  readonly hasFailed: boolean;
}

export const noRescues: RescueState = { items: [], open: 0, aheadMs: 0, shownId: null, handled: null, back: null, openId: null, hasFailed: false };

/** The card on top, and its place; null where there is none. */
export function shownRescue({ items, shownId }: RescueState): { readonly rescue: Rescue; readonly at: number } | null {
  const at = items.findIndex(({ call }) => call.callId === shownId);
  const rescue = items[at];
  return rescue === undefined ? null : { rescue, at };
}

type Cards = Pick<RescueState, 'items' | 'open' | 'aheadMs'>;

/**
 * The cards there are now. One that was put away and is there again comes to the top, and that is said; so does a new one
 * of the opened call. Else the one on top stays there as long as its call is open or somebody looks at the page, so that nobody calls a number that was another a
 * moment ago; where it is gone, the one that comes after it is shown, and where nobody looks, the first.
 */
export function withRescues(state: RescueState, cards: Cards, isWatched = true): RescueState {
  const { handled } = state;
  const { items } = cards;
  const back = handled === null ? undefined : items.find(({ call }) => call.callId === handled.callId);
  if (back !== undefined) return { ...state, ...cards, shownId: back.call.callId, handled: null, back: { phone: back.call.phone } };
  if (has(items, state.openId) && !has(state.items, state.openId)) return { ...state, ...cards, shownId: state.openId };
  if (has(items, state.shownId) && (isWatched || state.shownId === state.openId)) return { ...state, ...cards };
  const before = state.items.findIndex(({ call }) => call.callId === state.shownId);
  const next = isWatched ? items[Math.min(Math.max(0, before), items.length - 1)] : items[0];
  return { ...state, ...cards, shownId: next?.call.callId ?? null };
}

function has(rescues: readonly Rescue[], callId: string | null): boolean {
  return rescues.some(({ call }) => call.callId === callId);
}

/** The card of the opened call on top, where it has one. */
export function withOpened(state: RescueState, openId: string | null): RescueState {
  return { ...state, openId, shownId: has(state.items, openId) ? openId : state.shownId };
}

/** The next or the previous card on top, around the ends. */
export function withStep(state: RescueState, step: 1 | -1): RescueState {
  const { items } = state;
  const at = items.findIndex(({ call }) => call.callId === state.shownId);
  return { ...state, shownId: items.at((at + step) % items.length)?.call.callId ?? null };
}

/** A card put away, for which outcome, with what takes that back. */
export function withHandled(state: RescueState, callId: string, { outcome, undo }: { readonly outcome: string | null; readonly undo: string | null }): RescueState {
  const gone = state.items.find(({ call }) => call.callId === callId);
  if (gone === undefined) return state;
  const items = state.items.filter((item) => item !== gone);
  return { ...withRescues({ ...state, handled: null }, { items, open: state.open - 1, aheadMs: state.aheadMs }), handled: { callId, phone: gone.call.phone, outcome, undo }, back: null };
}

/** How many of each group wait. */
export function waitingByGroup(items: readonly Rescue[]): Partial<Record<Rescue['call']['statusGroup'], number>> {
  const counts: Partial<Record<Rescue['call']['statusGroup'], number>> = {};
  for (const { call, answered } of items) if (answered === null) counts[call.statusGroup] = (counts[call.statusGroup] ?? 0) + 1;
  return counts;
}
