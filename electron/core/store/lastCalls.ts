import type { PushedUtterance } from '#shared/model/utterance.ts';
import { callAt } from './calls.ts';
import type { StoredCall } from './calls.ts';
import type { ReadableDb } from './handle.ts';
import { utterancesOf } from './utterances.ts';

export interface LastCall {
  readonly call: StoredCall;
  readonly utterances: readonly PushedUtterance[];
}

/** The calls that arrived last, in order of arrival, with what was said. */
export function lastCalls(db: ReadableDb, limit: number): LastCall[] {
  return db.snapshot(() =>
    db
      .all<{ id: number }>('SELECT id FROM calls ORDER BY id DESC LIMIT ?', limit)
      .toReversed()
      .map(({ id }) => ({ call: callAt(db, id), utterances: utterancesOf(db, id) })),
  );
}
