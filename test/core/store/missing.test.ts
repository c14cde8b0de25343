import { describe, expect, it } from 'vitest';
import { giveUpAfterMs, type RecordingReason } from '#shared/model/recording.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { aFetchedSound } from '../../support/fetchedSound.ts';

const startMs = 1_790_841_700_000;
const hour = 3_600_000;

/** Calls a, b, c … an hour apart, each with both recordings. */
function openWithCalls(count: number, now: () => number): DerivedStore {
  const db = openDerivedStore({ now });
  for (let at = 0; at < count; at += 1) {
    const callId = String.fromCodePoint(97 + at);
    db.push(aPush({ callId, calledPhoneNumber: `66${at}`, fullAudioUrl: `https://r/${callId}`, customerAudioUrl: `https://r/${callId}-customer` }, { receivedAtMs: startMs + at * hour }));
  }
  return db;
}

const fail = (db: DerivedStore, callId: string, reason: RecordingReason): void => {
  db.store.markFailed(callId, 'composite', { url: `https://r/${callId}`, reason, nextTryAtMs: null, attempts: 1 });
};
const namesOf = (items: readonly { readonly callId: string; readonly kind: string }[]): string[] => items.map(({ callId, kind }) => `${callId} ${kind}`);

describe('the list of what is not here', () => {
  it('begins with what is given up next and ends with what was given up, the latest first', () => {
    let nowMs = startMs + 10 * hour;
    using db = openWithCalls(4, () => nowMs);
    db.store.markReady('b', 'composite', aFetchedSound({ url: 'https://r/b', file: 'b.wav' }));
    fail(db, 'c', 'gone');
    nowMs += hour;
    fail(db, 'a', 'too-large');
    const { items, nextCursor, totals } = db.reading.listMissing({ limit: 50 });
    expect(namesOf(items)).toEqual(['a customer', 'b customer', 'c customer', 'd composite', 'd customer', 'a composite', 'c composite']);
    expect(items.map(({ recording }) => recording.giveUpAtMs)).toEqual([
      ...[0, 1, 2, 3, 3].map((at) => startMs + at * hour + giveUpAfterMs),
      startMs + 11 * hour,
      startMs + 10 * hour,
    ]);
    expect(nextCursor).toBeNull();
    expect(totals).toEqual({ coming: 5, givenUp: 2, nextGiveUpAtMs: startMs + giveUpAfterMs });
  });

  it('comes in pages that hold each recording once, wherever one ends', () => {
    using db = openWithCalls(5, () => startMs + 10 * hour);
    for (const callId of ['a', 'c', 'e']) fail(db, callId, 'gone');
    const whole = namesOf(db.reading.listMissing({ limit: 50 }).items);
    for (const limit of [1, 2, 3, 7]) {
      const found: string[] = [];
      let cursor: string | undefined;
      do {
        const page = db.reading.listMissing({ limit, cursor });
        found.push(...namesOf(page.items));
        cursor = page.nextCursor ?? undefined;
      } while (cursor !== undefined);
      expect(found).toEqual(whole);
    }
    expect(() => db.reading.listMissing({ limit: 1, cursor: 'elsewhere' })).toThrow('not one of this list');
  });

  it('counts those that are given up within six hours', () => {
    using db = openWithCalls(3, () => startMs);
    const endMs = startMs + giveUpAfterMs;
    const soonAt = (nowMs: number): number => db.reading.recordingCounts(nowMs).givenUpSoon;
    expect([soonAt(endMs - 7 * hour), soonAt(endMs - 6 * hour), soonAt(endMs - 4 * hour)]).toEqual([0, 2, 6]);
  });
});
