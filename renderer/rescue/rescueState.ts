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
  /** Whether what was asked for last could not be done. */
  readonly hasFailed: boolean;
}

export const noRescues: RescueState = { items: [], open: 0, aheadMs: 0, shownId: null, handled: null, hasFailed: false };

/** The card on top, and its place; null where there is none. */
export function shownRescue({ items, shownId }: RescueState): { readonly rescue: Rescue; readonly at: number } | null {
  const at = items.findIndex(({ call }) => call.callId === shownId);
  const rescue = items[at];
  return rescue === undefined ? null : { rescue, at };
}

/** The cards there are now: the one on top stays there; where it is gone, the one that comes after it is shown. */
export function withRescues(state: RescueState, { items, open, aheadMs }: Pick<RescueState, 'items' | 'open' | 'aheadMs'>): RescueState {
  const before = state.items.findIndex(({ call }) => call.callId === state.shownId);
  const isThere = items.some(({ call }) => call.callId === state.shownId);
  const next = items[Math.min(Math.max(0, before), items.length - 1)];
  return { ...state, items, open, aheadMs, shownId: isThere ? state.shownId : (next?.call.callId ?? null) };
}

/** The card of a call on top, where it has one. */
export function withShown(state: RescueState, callId: string): RescueState {
  return state.items.some(({ call }) => call.callId === callId) ? { ...state, shownId: callId } : state;
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
  return { ...withRescues(state, { ...state, items, open: state.open - 1 }), handled: { callId, phone: gone.call.phone, outcome, undo } };
}

/** How many of each group wait. */
export function waitingByGroup(items: readonly Rescue[]): Partial<Record<Rescue['call']['statusGroup'], number>> {
  const counts: Partial<Record<Rescue['call']['statusGroup'], number>> = {};
  for (const { call, answered } of items) if (answered === null) counts[call.statusGroup] = (counts[call.statusGroup] ?? 0) + 1;
  return counts;
}
