import { describe, expect, it } from 'vitest';
import { giveUpAfterMs } from '#shared/model/recording.ts';
import { aPush, openDerivedStore } from '../../support/derivedStore.ts';
import type { DerivedStore } from '../../support/derivedStore.ts';
import { aFetchedSound } from '../../support/fetchedSound.ts';

const startMs = 1_790_841_700_000;
const hour = 3_600_000;

/** Calls that came an hour after each other; of each fourth one the recording was given up, of each fifth one it is here. */
function withCalls(count: number): DerivedStore & { passTo(ms: number): void } {
  let nowMs = startMs;
  const db = openDerivedStore({ now: () => nowMs });
  for (let call = 0; call < count; call += 1) {
    const url = `https://r/${call}`;
    nowMs = startMs + call * hour;
    db.push(aPush({ callId: `call-${call}`, fullAudioUrl: url, phoneNumber: `07700900${call}` }, { receivedAtMs: nowMs }));
    db.store.markDownloading(`call-${call}`, 'composite');
    if (call % 4 === 3) db.store.markFailed(`call-${call}`, 'composite', { url, reason: 'gone', nextTryAtMs: null, attempts: 1 });
    else if (call % 5 === 4) db.store.markReady(`call-${call}`, 'composite', aFetchedSound({ url, file: `${call}.wav` }));
    else if (call % 2 === 0) db.store.markFailed(`call-${call}`, 'composite', { url, reason: 'not-there-yet', nextTryAtMs: nowMs + 1000, attempts: 1 });
  }
  return Object.assign(db, { passTo: (ms: number) => void (nowMs = ms) });
}

const idsOf = ({ items }: ReturnType<DerivedStore['reading']['listMissing']>): string[] => items.map(({ callId }) => callId);

describe('what is not here', () => {
  it('comes in the order in which it is given up, and what was given up after it, the latest first', () => {
    using db = withCalls(10);
    const page = db.reading.listMissing({ limit: 50 });
    expect(idsOf(page)).toEqual(['call-0', 'call-1', 'call-2', 'call-5', 'call-6', 'call-8', 'call-7', 'call-3']);
    expect(page.totals).toEqual({ coming: 6, givenUp: 2, nextGiveUpAtMs: startMs + giveUpAfterMs });
    expect(page.items[1]).toMatchObject({ callId: 'call-1', kind: 'composite', receivedAtMs: startMs + hour, recording: { state: 'downloading', giveUpAtMs: startMs + hour + giveUpAfterMs } });
    expect(page.items[6]).toMatchObject({ callId: 'call-7', recording: { state: 'unavailable', reason: 'gone', attempts: 1 } });
    expect(page.nextCursor).toBeNull();
  });

  it.each([1, 2, 3, 5, 6, 7])('comes whole in pages of %i, though it changes meanwhile', (limit) => {
    using db = withCalls(10);
    const whole = idsOf(db.reading.listMissing({ limit: 50 }));
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = db.reading.listMissing({ limit, ...(cursor !== undefined && { cursor }) });
      found.push(...idsOf(page));
      cursor = page.nextCursor ?? undefined;
      // What comes next is given up last.
      if (found.length < 4) db.push(aPush({ callId: `new-${found.length}`, customerAudioUrl: 'https://r/new' }, { receivedAtMs: startMs + 999 * hour }));
    } while (cursor !== undefined);
    expect(found.filter((callId) => callId.startsWith('call-'))).toEqual(whole);
    expect(new Set(found).size).toBe(found.length);
  });

  it.each(['', 'c1', 'x1_2_composite', 'c1_2_composite; DROP TABLE recordings'])('refuses the cursor %j', (cursor) => {
    using db = withCalls(1);
    expect(() => db.reading.listMissing({ limit: 1, cursor })).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it('is asked for by hand all together, once, also where it fails again meanwhile', () => {
    using db = withCalls(10);
    const nowMs = startMs + 100 * hour;
    db.passTo(nowMs);
    let all = 0;
    for (let some = -1; some !== 0; all += some) {
      some = db.store.retrySome(nowMs, 3);
      const again = db.store.dueRecordings(nowMs, 50).find(({ nextTryAtMs }) => nextTryAtMs === nowMs);
      if (again !== undefined) db.store.markFailed(again.callId, again.kind, { url: again.url, reason: 'gone', nextTryAtMs: null, attempts: 1 });
      expect(all).toBeLessThan(20);
    }
    // Two are being downloaded.
    expect(all).toBe(6);
    expect(db.store.dueRecordings(nowMs, 50).every(({ giveUpAtMs, attempts }) => giveUpAtMs === nowMs + giveUpAfterMs && attempts === 0)).toBe(true);
  });
});
