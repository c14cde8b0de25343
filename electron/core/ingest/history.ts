import type { JsonMap } from '#shared/model/json.ts';
import { nothingPushed, withRecord } from '#shared/model/mergedRecord.ts';
import type { MergedRecord } from '#shared/model/mergedRecord.ts';
import type { PushedItem } from '#shared/model/pushedBody.ts';
import { itemsOf } from './items.ts';
import type { TextOfBody } from './items.ts';
import type { DerivingStore } from './store.ts';

/** What was pushed before, for the revisions of a call. */
export interface History {
  /** Keeps what a push was read into, for revisions of calls that came in the same batch. */
  remember(pushId: number, items: readonly PushedItem[]): void;
  /** Everything that was pushed for a call, each content as it was delivered first. */
  before(callRow: number): MergedRecord;
  /** A call is written with its latest revision: the next one adds to it. */
  keep(callRow: number, merged: MergedRecord): void;
  /** The transaction that was to write what was kept is undone. */
  forgetKept(): void;
}

/** Pushes whose records are kept in memory. */
const rememberedPushes = 8;
/** Revised calls whose records are kept in memory, merged: a call that is revised again and again is not read anew each time. */
const keptCalls = 16;

/** `timeZone`: of times without one, in which the records are compared. */
export function createHistory(store: Pick<DerivingStore<unknown>, 'contentsOf' | 'pushAt'>, textOf: TextOfBody, settings: () => { readonly timeZone: string }): History {
  const pushes = new Map<number, readonly PushedItem[]>();
  const calls = new Map<number, MergedRecord>();

  /** A record that was derived before, read from its push again. */
  function recordAt(pushId: number, index: number): JsonMap {
    let items = pushes.get(pushId);
    if (items === undefined) {
      const push = store.pushAt(pushId);
      items = push === null ? [] : itemsOf(push, textOf);
      putLast(pushes, pushId, items, rememberedPushes);
    }
    const item = items[index];
    if (item?.kind !== 'record') throw new Error(`Push ${pushId} has no record ${index}.`);
    return item.record;
  }

  return {
    remember: (pushId, items) => putLast(pushes, pushId, items, rememberedPushes),
    before: (callRow) => calls.get(callRow) ?? store.contentsOf(callRow).reduce((merged, { pushId, index }) => withRecord(merged, recordAt(pushId, index), settings()), nothingPushed),
    keep: (callRow, merged) => putLast(calls, callRow, merged, keptCalls),
    forgetKept: () => calls.clear(),
  };
}

/** Puts a value behind all others and drops the first where there are too many. */
function putLast<Value>(map: Map<number, Value>, key: number, value: Value, most: number): void {
  map.delete(key);
  map.set(key, value);
  const first = map.keys().next();
  if (map.size > most && first.done !== true) map.delete(first.value);
}
