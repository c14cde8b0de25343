import { longestDriftText } from '#shared/model/drift.ts';
import type { Drift, DriftKind, DriftName } from '#shared/model/drift.ts';

/** What the inbox shows. */
export interface DriftState {
  readonly phase: 'loading' | 'ready' | 'failed';
  /** In the order in which they are shown within their kind; among them those that were seen. */
  readonly items: readonly Drift[];
  /** Names that came while somebody reads: they wait, so that nothing moves. */
  readonly fresh: readonly Drift[];
  /** How often names came that are not kept. */
  readonly more: number;
  /** Statuses that were named since the inbox was opened, the latest first. */
  readonly named: readonly Drift[];
  readonly reading: boolean;
  /** Whether the last change could not be made. */
  readonly hasFailed: boolean;
}

export const emptyInbox: DriftState = { phase: 'loading', items: [], fresh: [], more: 0, named: [], reading: false, hasFailed: false };

/** What an operator can do something about comes first. */
const kindsInOrder: readonly DriftKind[] = ['status', 'field', 'type', 'speaker', 'dataType'];

export const keyOf = ({ kind, name }: DriftName): string => `${kind} ${name}`;

const isSame = (one: DriftName, other: DriftName): boolean => one.kind === other.kind && one.name === other.name;

/** The names that were not seen yet, by kind. */
export function openGroups(items: readonly Drift[]): { readonly kind: DriftKind; readonly items: readonly Drift[] }[] {
  return kindsInOrder
    .map((kind) => ({ kind, items: items.filter((item) => item.kind === kind && !item.isSeen) }))
    .filter((group) => group.items.length > 0);
}

/** Whether all of a status is known: one that was cut would not be found again. */
export const canBeNamed = ({ kind, name }: DriftName): boolean => kind === 'status' && !(name.length >= longestDriftText && name.endsWith('…'));

/** After the core was asked. While somebody reads, the order stays and what is new waits. */
export function withAnswer(state: DriftState, answer: { readonly items: readonly Drift[]; readonly more: number }): DriftState {
  const told: DriftState = { ...state, phase: 'ready', more: answer.more };
  if (!state.reading || state.items.every(({ isSeen }) => isSeen)) return { ...told, items: answer.items, fresh: [] };
  const byKey = new Map(answer.items.map((item) => [keyOf(item), item]));
  const items: Drift[] = [];
  for (const shown of state.items) {
    const now = byKey.get(keyOf(shown));
    if (now !== undefined) items.push(now);
    byKey.delete(keyOf(shown));
  }
  const rest = [...byKey.values()];
  return { ...told, items: [...items, ...rest.filter(({ isSeen }) => isSeen)], fresh: rest.filter(({ isSeen }) => !isSeen) };
}

export function withFreshShown(state: DriftState): DriftState {
  return { ...state, items: latestFirst([...state.items, ...state.fresh]), fresh: [] };
}

export function withSeen(state: DriftState, names: readonly DriftName[], isSeen: boolean): DriftState {
  const keys = new Set(names.map(keyOf));
  return { ...state, items: state.items.map((item) => (keys.has(keyOf(item)) ? { ...item, isSeen } : item)) };
}

/** A status that was named is in the inbox no more. */
export function withNamed(state: DriftState, named: Drift): DriftState {
  return { ...state, items: state.items.filter((item) => !isSame(item, named)), named: [named, ...state.named.filter((item) => !isSame(item, named))] };
}

export function withNameTakenBack(state: DriftState, named: Drift): DriftState {
  const others = state.items.filter((item) => !isSame(item, named));
  return { ...state, items: latestFirst([named, ...others]), named: state.named.filter((item) => !isSame(item, named)) };
}

function latestFirst(items: readonly Drift[]): readonly Drift[] {
  return items.toSorted((one, other) => other.firstSeenAtMs - one.firstSeenAtMs);
}
